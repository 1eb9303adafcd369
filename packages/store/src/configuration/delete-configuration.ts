import type { StorePool } from '../connection/connect-store.ts'
import { changeConfiguration } from './change-configuration.ts'
import { auditConfiguration } from './configuration-audit.ts'
import type { ConfigurationChange, ConfigurationRef } from './configuration-ref.ts'
import { deleteConfigurationRow } from './statements/delete-configuration.ts'
import { selectForUpdate } from './statements/select-for-update.ts'
import { withdrawActivation } from './statements/withdraw-activation.ts'

/**
 * Deletes a saved configuration; false when there is none. Deleting the active network map deactivates it; deleting a part leaves what
 * is active as it is, because that was taken as a whole when it was activated.
 * @throws StoreUnavailableError
 */
export function deleteConfiguration(
  pool: StorePool,
  ref: ConfigurationRef,
  change: ConfigurationChange,
): Promise<boolean> {
  const { tenantId } = change
  return changeConfiguration(pool, {
    ...(ref.kind === 'network_map' ? { lock: tenantId } : {}),
    read: (send) => ({ found: send(selectForUpdate(tenantId, ref)) }),
    decide: ({ found: [row] }) => {
      if (row === undefined) {
        return { result: false }
      }
      const before = row.configuration
      const wasActive = ref.kind === 'network_map' && before['active'] === true
      return {
        result: true,
        apply: (send) =>
          Promise.all([
            send(deleteConfigurationRow(tenantId, ref)),
            ...(wasActive ? [withdrawActivation(send, tenantId)] : []),
            send(auditConfiguration(change, 'delete', ref, { before })),
          ]),
      }
    },
  })
}
