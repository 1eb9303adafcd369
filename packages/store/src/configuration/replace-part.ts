import type { StorePool } from '../connection/connect-store.ts'
import { changeConfiguration } from './change-configuration.ts'
import { auditConfiguration } from './configuration-audit.ts'
import type { ConfigurationChange, ConfigurationDocument, PartKind } from './configuration-ref.ts'
import type { PartDocument } from './create-parts.ts'
import { ownedDocument } from './owned-document.ts'
import { selectForUpdate } from './statements/select-for-update.ts'
import { updateConfiguration } from './statements/update-configuration.ts'

/**
 * Replaces a saved rule or typology configuration; `undefined` when there is none to replace. What is active does not change until a
 * network map is activated.
 * @throws StoreUnavailableError
 */
export function replacePart(
  pool: StorePool,
  kind: PartKind,
  part: PartDocument,
  change: ConfigurationChange,
): Promise<ConfigurationDocument | undefined> {
  const ref = { kind, id: part.id, cfg: part.cfg }
  return changeConfiguration(pool, {
    read: (send) => ({ found: send(selectForUpdate(change.tenantId, ref)) }),
    decide: ({ found: [row] }) => {
      if (row === undefined) {
        return { result: undefined }
      }
      const before = row.configuration
      const after = ownedDocument(part, change, before)
      return {
        result: after,
        apply: (send) =>
          Promise.all([
            send(updateConfiguration(change.tenantId, ref, after)),
            send(auditConfiguration(change, 'replace', ref, { before, after })),
          ]),
      }
    },
  })
}
