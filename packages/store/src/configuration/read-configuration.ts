import type { StorePool } from '../connection/connect-store.ts'
import { configurationTable, keyCondition } from './configuration-ref.ts'
import type { ConfigurationDocument, ConfigurationRef } from './configuration-ref.ts'

/** One saved configuration; `undefined` when the tenant has none under this key. @throws StoreUnavailableError */
export async function readConfiguration(
  pool: StorePool,
  tenantId: string,
  ref: ConfigurationRef,
): Promise<ConfigurationDocument | undefined> {
  const key = keyCondition(tenantId, ref)
  const [row] = await pool.query<{ readonly configuration: ConfigurationDocument }>({
    text: `SELECT configuration FROM ${configurationTable(ref.kind).name} WHERE ${key.text}`,
    values: key.values,
  })
  return row?.configuration
}
