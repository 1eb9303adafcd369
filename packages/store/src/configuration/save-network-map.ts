import type { Compilation, ConfigurationProblem } from '@pantau/evaluation'
import type { StorePool } from '../connection/connect-store.ts'
import type { Answers, Send } from '../connection/store-session.ts'
import { applyActivation } from './apply-activation.ts'
import { changeConfiguration } from './change-configuration.ts'
import { compileSavedMap } from './compile-saved-map.ts'
import { auditConfiguration } from './configuration-audit.ts'
import type { ConfigurationChange, ConfigurationDocument, ConfigurationRef } from './configuration-ref.ts'
import { ownedDocument } from './owned-document.ts'
import { insertConfigurations } from './statements/insert-configurations.ts'
import { selectActiveMap } from './statements/select-active-map.ts'
import { selectForUpdate } from './statements/select-for-update.ts'
import type { ConfigurationRow } from './statements/select-for-update.ts'
import { updateConfiguration } from './statements/update-configuration.ts'
import { withdrawActivation } from './statements/withdraw-activation.ts'

/** A network map that has its form. */
export type MapDocument = ConfigurationDocument & { readonly cfg: string; readonly active: boolean }

export interface SaveMapRequest extends ConfigurationChange {
  readonly action: 'create' | 'replace'
  readonly map: MapDocument
  readonly compile: (candidate: unknown) => Compilation
}

export type SaveMapOutcome =
  | { readonly kind: 'saved'; readonly document: ConfigurationDocument }
  /** There is one with this `cfg` already. */
  | { readonly kind: 'exists' }
  /** There is none to replace. */
  | { readonly kind: 'unknown' }
  /** It is to be active, but another one is. */
  | { readonly kind: 'another-active' }
  /** It is to be active, but does not compile with what it names. */
  | { readonly kind: 'refused'; readonly problems: readonly ConfigurationProblem[] }

type Found = Record<'own' | 'active', Promise<readonly ConfigurationRow[]>>

/**
 * Creates or replaces a network map. A map that says it is active becomes so with this, as `activateNetworkMap` would do it; one that was
 * active and says it no longer is goes out of force. Whatever is refused changes nothing.
 * @throws StoreUnavailableError
 */
export function saveNetworkMap(pool: StorePool, request: SaveMapRequest): Promise<SaveMapOutcome> {
  const { tenantId, map, action, compile } = request
  const ref: ConfigurationRef = { kind: 'network_map', cfg: map.cfg }
  return changeConfiguration<Found, SaveMapOutcome>(pool, {
    lock: tenantId,
    read: (send) => ({
      own: send(selectForUpdate(tenantId, ref)),
      active: send(selectActiveMap(tenantId)),
    }),
    decide: async (found, session) => {
      const refusal = refusalOf(request, found)
      if (refusal !== undefined) {
        return { result: refusal }
      }
      const before = found.own[0]?.configuration
      const after = ownedDocument(map, request, before)
      const save = (send: Send): Promise<unknown> =>
        Promise.all([
          send(
            before === undefined
              ? insertConfigurations('network_map', [{ ...after, active: false }])
              : updateConfiguration(tenantId, ref, { ...after, active: false }),
          ),
          send(
            auditConfiguration(request, action, ref, { after, ...(before === undefined ? {} : { before }) }),
          ),
        ])
      if (!map.active) {
        const wasActive = before?.['active'] === true
        return {
          result: { kind: 'saved', document: after },
          apply: (send) =>
            Promise.all([save(send), ...(wasActive ? [withdrawActivation(send, tenantId)] : [])]),
        }
      }
      const compilation = await compileSavedMap(session, tenantId, map, compile)
      if ('problems' in compilation) {
        return { result: { kind: 'refused', problems: compilation.problems } }
      }
      const activation = applyActivation(compilation.set, { ...request, cfg: map.cfg, document: after })
      return {
        result: { kind: 'saved', document: after },
        apply: (send) => Promise.all([save(send), activation.apply(send)]),
      }
    },
  })
}

function refusalOf({ action, map }: SaveMapRequest, found: Answers<Found>): SaveMapOutcome | undefined {
  const exists = found.own.length > 0
  if (action === 'create' && exists) {
    return { kind: 'exists' }
  }
  if (action === 'replace' && !exists) {
    return { kind: 'unknown' }
  }
  const [active] = found.active
  return map.active && active !== undefined && active.configuration['cfg'] !== map.cfg
    ? { kind: 'another-active' }
    : undefined
}
