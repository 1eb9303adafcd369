import type { StorePool } from '../connection/connect-store.ts'
import { changeConfiguration } from './change-configuration.ts'
import { auditConfiguration } from './configuration-audit.ts'
import type { ConfigurationChange, ConfigurationDocument, ConfigurationRef } from './configuration-ref.ts'
import { ownedDocument } from './owned-document.ts'
import { selectForUpdate } from './statements/select-for-update.ts'
import { updateConfiguration } from './statements/update-configuration.ts'
import { withdrawActivation } from './statements/withdraw-activation.ts'

/**
 * Takes a map out of force; answers with it, or `undefined` when there is none with this `cfg`. A map that is not active stays as it is.
 * What was accepted before is still evaluated under it.
 * @throws StoreUnavailableError
 */
export function deactivateNetworkMap(
  pool: StorePool,
  cfg: string,
  change: ConfigurationChange,
): Promise<ConfigurationDocument | undefined> {
  const { tenantId } = change
  const ref: ConfigurationRef = { kind: 'network_map', cfg }
  return changeConfiguration(pool, {
    lock: tenantId,
    read: (send) => ({ found: send(selectForUpdate(tenantId, ref)) }),
    decide: ({ found: [row] }) => {
      const before = row?.configuration
      if (before?.['active'] !== true) {
        return { result: before }
      }
      const after = { ...ownedDocument(before, change, before), active: false }
      return {
        result: after,
        apply: (send) =>
          Promise.all([
            send(updateConfiguration(tenantId, ref, after)),
            withdrawActivation(send, tenantId),
            send(auditConfiguration(change, 'deactivate', ref, { before, after })),
          ]),
      }
    },
  })
}
