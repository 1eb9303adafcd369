import type { Statement } from '../../connection/statement.ts'
import type { ConfigurationRow } from './select-for-update.ts'

/** The tenant's active map, held against other changes until the end of the transaction. */
export function selectActiveMap(tenantId: string): Statement<ConfigurationRow> {
  return {
    text: 'SELECT configuration FROM configuration.network_map WHERE tenantid = $1 AND active FOR UPDATE',
    values: [tenantId],
  }
}
