import type { Statement } from '../../connection/statement.ts'
import { configurationTable, keyCondition } from '../configuration-ref.ts'
import type { ConfigurationDocument, ConfigurationRef } from '../configuration-ref.ts'

/** The key columns are generated from the document, so that it must hold the same key. */
export function updateConfiguration(
  tenantId: string,
  ref: ConfigurationRef,
  document: ConfigurationDocument,
): Statement<never> {
  const key = keyCondition(tenantId, ref)
  return {
    text: `UPDATE ${configurationTable(ref.kind).name} SET configuration = $${key.values.length + 1} WHERE ${key.text}`,
    values: [...key.values, JSON.stringify(document)],
  }
}
