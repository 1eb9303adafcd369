import { createHash } from 'node:crypto'
import { canonicalJson } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { StorePool } from '../connection/connect-store.ts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import { lockConfiguration } from './statements/lock-configuration.ts'
import { recordActivation, replaceConfigurations } from './statements/replace-configurations.ts'

/** The address of a set: SHA-256 of its canonical JSON, in hexadecimal. */
export function configurationDigest(set: ConfigurationSet): string {
  return createHash('sha256').update(canonicalJson(set)).digest('hex')
}

/**
 * Makes a set the active configuration of a tenant, in one transaction: its map, rules and typologies as rows, the set as a whole under its
 * digest, and the activation itself. Another active map of the tenant is active no longer. Running processes are notified.
 * The set must have compiled; nothing is checked here.
 * @returns the digest
 * @throws StoreUnavailableError
 */
export async function activateConfiguration(
  pool: StorePool,
  activation: { readonly tenantId: string; readonly set: ConfigurationSet; readonly nowMs: number },
): Promise<string> {
  const { tenantId, nowMs } = activation
  const set = { ...activation.set, networkMap: { ...activation.set.networkMap, active: true } }
  const digest = configurationDigest(set)
  await pool.session(({ exchange }) =>
    exchange((send) => ({
      begun: send(BEGIN_DURABLE),
      locked: send(lockConfiguration(tenantId)),
      ...replaceConfigurations(send, tenantId, set, new Date(nowMs).toISOString()),
      ...recordActivation(send, { tenantId, digest, document: canonicalJson(set) }),
      committed: send(COMMIT),
    })),
  )
  return digest
}
