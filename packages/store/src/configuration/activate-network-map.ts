import type { Compilation, ConfigurationProblem } from '@pantau/evaluation'
import type { StorePool } from '../connection/connect-store.ts'
import type { Statement } from '../connection/statement.ts'
import { applyActivation } from './apply-activation.ts'
import { changeConfiguration } from './change-configuration.ts'
import { compileSavedMap } from './compile-saved-map.ts'
import { auditConfiguration } from './configuration-audit.ts'
import type { ConfigurationChange, ConfigurationDocument } from './configuration-ref.ts'
import { ownedDocument } from './owned-document.ts'
import { selectActiveMap } from './statements/select-active-map.ts'
import { selectForUpdate } from './statements/select-for-update.ts'
import type { ConfigurationRow } from './statements/select-for-update.ts'

export interface ActivateRequest extends ConfigurationChange {
  /** The map to activate; when absent the one that is active already, with what it names as that is saved now. */
  readonly cfg?: string
  readonly compile: (candidate: unknown) => Compilation
}

export type ActivateOutcome =
  | { readonly kind: 'activated'; readonly document: ConfigurationDocument; readonly digest: string }
  /** There is no such map, or none is active. */
  | { readonly kind: 'unknown' }
  /** It does not compile: nothing was changed. */
  | { readonly kind: 'refused'; readonly problems: readonly ConfigurationProblem[] }

/**
 * Makes a saved map, with every saved rule and typology that it names, the active configuration of a tenant, in one transaction with its
 * snapshot and the notification of running processes. Another active map is active no longer.
 * @throws StoreUnavailableError
 */
export function activateNetworkMap(pool: StorePool, request: ActivateRequest): Promise<ActivateOutcome> {
  const { tenantId, compile } = request
  return changeConfiguration<Record<'found', Promise<readonly ConfigurationRow[]>>, ActivateOutcome>(pool, {
    lock: tenantId,
    read: (send) => ({ found: send(findMap(request)) }),
    decide: async ({ found: [row] }, session) => {
      const before = row?.configuration
      const cfg = before?.['cfg']
      if (before === undefined || typeof cfg !== 'string') {
        return { result: { kind: 'unknown' } }
      }
      const compilation = await compileSavedMap(session, tenantId, before, compile)
      if ('problems' in compilation) {
        return { result: { kind: 'refused', problems: compilation.problems } }
      }
      const document = { ...ownedDocument(before, request, before), active: true }
      const { digest, apply } = applyActivation(compilation.set, { ...request, cfg, document })
      return {
        result: { kind: 'activated', document, digest },
        apply: (send) =>
          Promise.all([
            apply(send),
            send(
              auditConfiguration(
                request,
                'activate',
                { kind: 'network_map', cfg },
                { before, after: document },
              ),
            ),
          ]),
      }
    },
  })
}

function findMap({ tenantId, cfg }: ActivateRequest): Statement<ConfigurationRow> {
  return cfg === undefined
    ? selectActiveMap(tenantId)
    : selectForUpdate(tenantId, { kind: 'network_map', cfg })
}
