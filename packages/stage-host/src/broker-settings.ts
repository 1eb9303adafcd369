import { defineSettings, natsSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const MIB = 1_048_576
const GIB = 1_073_741_824

/** What every service that publishes to or reads from the streams between the stages needs. */
export const brokerSettings = defineSettings({
  ...natsSettings,
  natsCaPath: {
    env: 'PANTAU_NATS_CA_PATH',
    kind: 'path',
    optional: true,
    doc: 'The authority (PEM) that the NATS servers’ certificates must come from.',
  },
  natsCertPath: {
    env: 'PANTAU_NATS_CERT_PATH',
    kind: 'path',
    optional: true,
    doc: 'The certificate (PEM) that this service shows to the NATS servers.',
  },
  natsKeyPath: {
    env: 'PANTAU_NATS_KEY_PATH',
    kind: 'path',
    optional: true,
    doc: 'The private key (PEM) of that certificate.',
  },
  streamMaxBytes: {
    env: 'PANTAU_STREAM_MAX_BYTES',
    kind: 'bytes',
    min: MIB,
    max: 1_024 * GIB,
    default: GIB,
    doc: 'How much each stream between two stages holds; a full one refuses, and its writers wait. The same for every service.',
  },
  streamMaxAgeMs: {
    env: 'PANTAU_STREAM_MAX_AGE_MS',
    kind: 'durationMs',
    min: MINUTE_MS,
    max: 30 * DAY_MS,
    default: DAY_MS,
    doc: 'How long an unread message stays in a stream; the reconciler publishes it again. The same for every service.',
  },
  streamReplicas: {
    env: 'PANTAU_STREAM_REPLICAS',
    kind: 'integer',
    min: 1,
    max: 5,
    default: 1,
    doc: 'On how many NATS servers each stream is kept: 3 on a cluster. The same for every service.',
  },
})

export type BrokerSettings = Settings<typeof brokerSettings>
