import type { Statement } from '../../connection/statement.ts'
import { configurationTable, keyCondition } from '../configuration-ref.ts'
import type { ConfigurationDocument, ConfigurationRef } from '../configuration-ref.ts'

export interface ConfigurationRow {
  readonly configuration: ConfigurationDocument
}

/** One configuration, held against other changes until the end of the transaction. */
export function selectForUpdate(tenantId: string, ref: ConfigurationRef): Statement<ConfigurationRow> {
  const key = keyCondition(tenantId, ref)
  return {
    text: `SELECT configuration FROM ${configurationTable(ref.kind).name} WHERE ${key.text} FOR UPDATE`,
    values: key.values,
  }
}
