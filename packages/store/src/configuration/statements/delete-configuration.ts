import type { Statement } from '../../connection/statement.ts'
import { configurationTable, keyCondition } from '../configuration-ref.ts'
import type { ConfigurationRef } from '../configuration-ref.ts'

export function deleteConfigurationRow(tenantId: string, ref: ConfigurationRef): Statement<never> {
  const key = keyCondition(tenantId, ref)
  return { text: `DELETE FROM ${configurationTable(ref.kind).name} WHERE ${key.text}`, values: key.values }
}
