import { canonicalJson } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { Send } from '../connection/store-session.ts'
import { configurationDigest } from './activate-configuration.ts'
import type { ConfigurationChange, ConfigurationDocument } from './configuration-ref.ts'
import { deactivateOtherMaps } from './statements/deactivate-other-maps.ts'
import { recordActivation } from './statements/replace-configurations.ts'
import { updateConfiguration } from './statements/update-configuration.ts'

/** What makes a compiled set the active one: its map's row, the set as a whole under its digest, and the word to running processes. */
export function applyActivation(
  set: ConfigurationSet,
  map: ConfigurationChange & { readonly cfg: string; readonly document: ConfigurationDocument },
): { readonly digest: string; readonly apply: (send: Send) => Promise<unknown> } {
  const { tenantId, cfg, document, nowMs } = map
  const digest = configurationDigest(set)
  return {
    digest,
    apply: (send) =>
      Promise.all([
        send(deactivateOtherMaps(tenantId, cfg, new Date(nowMs).toISOString())),
        send(updateConfiguration(tenantId, { kind: 'network_map', cfg }, document)),
        ...Object.values(recordActivation(send, { tenantId, digest, document: canonicalJson(set) })),
      ]),
  }
}
