import type { Send } from '../../connection/store-session.ts'
import { CONFIGURATION_CHANNEL } from '../configuration-channel.ts'

/** From now on the tenant has no active configuration. What was accepted before is still evaluated under its own. */
export function withdrawActivation(send: Send, tenantId: string): Promise<unknown> {
  return Promise.all([
    send({ text: 'DELETE FROM configuration.activation WHERE tenant_id = $1', values: [tenantId] }),
    send({ text: 'SELECT pg_notify($1, $2)', values: [CONFIGURATION_CHANNEL, tenantId] }),
  ])
}
