import type { StorePool } from '../connection/connect-store.ts'
import { changeConfiguration } from './change-configuration.ts'
import { auditConfiguration } from './configuration-audit.ts'
import type { ConfigurationChange, ConfigurationDocument, PartKind } from './configuration-ref.ts'
import { ownedDocument } from './owned-document.ts'
import { insertConfigurations } from './statements/insert-configurations.ts'

/** A rule or typology configuration that has its form, so that it has its key. */
export type PartDocument = ConfigurationDocument & { readonly id: string; readonly cfg: string }

export type CreatePartsOutcome =
  | { readonly kind: 'created'; readonly documents: readonly ConfigurationDocument[] }
  /** A key is taken, or given twice: nothing was created. */
  | { readonly kind: 'exists' }

/** Saves new configurations of one kind, all of them or none. What is active does not change. @throws StoreUnavailableError */
export function createParts(
  pool: StorePool,
  kind: PartKind,
  parts: readonly PartDocument[],
  change: ConfigurationChange,
): Promise<CreatePartsOutcome> {
  const documents = parts.map((part) => ownedDocument(part, change))
  return changeConfiguration<Record<'inserted', Promise<readonly unknown[]>>, CreatePartsOutcome>(pool, {
    read: (send) => ({ inserted: send(insertConfigurations(kind, documents)) }),
    decide: ({ inserted }) =>
      inserted.length < documents.length
        ? { result: { kind: 'exists' } }
        : {
            result: { kind: 'created', documents },
            apply: (send) =>
              Promise.all(
                parts.map(({ id, cfg }, index) => {
                  const after = documents[index] ?? {}
                  return send(auditConfiguration(change, 'create', { kind, id, cfg }, { after }))
                }),
              ),
          },
  })
}
