import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'

export const SERVICE_CHANNEL_SUBJECT = 'service-channel'
export const SERVICE_CHANNEL_ACK_SUBJECT = 'service-channel-ack'

export const NETWORK_MAP_ACTIVATED = 'org.tazama.network-map.activated'

/** Which class of services an event is for. */
export type Audience = 'event-director' | 'typology-processor' | 'event-adjudicator'

/** An event in the form of CloudEvents 1.0 (https://github.com/cloudevents/spec), as Tazama 4.0 sends it. */
export interface ServiceChannelEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly time: string
  readonly type: typeof NETWORK_MAP_ACTIVATED
  readonly source: string
  readonly subject: string
  readonly datacontenttype: 'application/json'
  readonly data: { readonly cfg: string; readonly tenantId: string }
  /** Everybody when absent. */
  readonly audience?: Audience
}

export interface NetworkMapActivation {
  readonly id: string
  readonly occurredAtMs: number
  readonly sourcePrefix: string
  readonly tenantId: string
  readonly cfg: string
  readonly audience?: Audience
}

export function networkMapActivated(activation: NetworkMapActivation): ServiceChannelEvent {
  const { id, occurredAtMs, sourcePrefix, tenantId, cfg, audience } = activation
  return {
    specversion: '1.0',
    id,
    time: new Date(occurredAtMs).toISOString(),
    type: NETWORK_MAP_ACTIVATED,
    source: `${sourcePrefix}admin-service`,
    subject: `${tenantId}/${cfg}`,
    datacontenttype: 'application/json',
    data: { cfg, tenantId },
    ...(audience === undefined ? {} : { audience }),
  }
}

const AckSchema = Type.Object({
  type: Type.Literal(NETWORK_MAP_ACTIVATED),
  source: Type.String(),
  data: Type.Object({ correlationId: Type.String(), outcome: Type.Enum(['success', 'error']) }),
})
const ackValidator = Compile(AckSchema)

/** That a service took note of the event with the id `data.correlationId`. */
export type ServiceChannelAck = Static<typeof AckSchema>

/** An acknowledgement; `undefined` for anything else that was sent on its subject. */
export function parseAck(bytes: Uint8Array): ServiceChannelAck | undefined {
  try {
    const message: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return ackValidator.Check(message) ? message : undefined
  } catch {
    return undefined
  }
}
