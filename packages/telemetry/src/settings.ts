import { defineSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'

const CALLERS_PER_SECOND_MAX = 100_000

/** Where spans go. Part of the schema of every service that has any. */
export const tracesSettings = defineSettings({
  tracesUrl: {
    env: 'PANTAU_TRACES_URL',
    kind: 'url',
    protocols: ['http:', 'https:'],
    optional: true,
    doc: 'Where spans are sent (OTLP over HTTP, protobuf), such as http://collector:4318/v1/traces; nothing is traced when not set. The same for every service.',
  },
  tracesToken: {
    env: 'PANTAU_TRACES_TOKEN',
    kind: 'secret',
    optional: true,
    doc: 'Sent to it as a bearer token, where it asks for one.',
  },
})

/** What is traced. For the service that messages come in at: the others follow. */
export const samplingSettings = defineSettings({
  tracesRatio: {
    env: 'PANTAU_TRACES_RATIO',
    kind: 'number',
    min: 0,
    max: 1,
    default: 0.01,
    doc: 'The share of messages that are traced among those whose callers do not say whether they are.',
  },
  tracesCallersPerSecond: {
    env: 'PANTAU_TRACES_CALLERS_PER_SECOND',
    kind: 'integer',
    min: 0,
    max: CALLERS_PER_SECOND_MAX,
    default: 10,
    doc: 'How many messages a second one process traces because their callers trace them (traceparent); more are treated as if they had not said so.',
  },
})

export type TracesSettings = Settings<typeof tracesSettings> & Partial<Settings<typeof samplingSettings>>
