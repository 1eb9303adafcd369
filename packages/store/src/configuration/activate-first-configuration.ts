import type { ConfigurationSet } from '@pantau/evaluation'
import type { StorePool } from '../connection/connect-store.ts'
import { activateConfiguration } from './activate-configuration.ts'
import { listActivations } from './list-activations.ts'

/**
 * Gives a tenant its first configuration. One that it has is never replaced.
 * @returns the digest, or undefined when the tenant already has a configuration
 * @throws StoreUnavailableError
 */
export async function activateFirstConfiguration(
  pool: StorePool,
  activation: { readonly tenantId: string; readonly set: ConfigurationSet; readonly nowMs: number },
): Promise<string | undefined> {
  const activations = await listActivations(pool)
  return activations.some(({ tenantId }) => tenantId === activation.tenantId)
    ? undefined
    : activateConfiguration(pool, activation)
}
