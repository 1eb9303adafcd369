import { defineSettings, postgresSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'
import { tracesSettings } from '@pantau/telemetry'
import { brokerSettings } from './broker-settings.ts'
import { warmUpSettings } from './warm-up/warm-up-settings.ts'

/** What a service that runs one stage needs. */
export const stageSettings = defineSettings({
  ...postgresSettings,
  ...brokerSettings,
  ...warmUpSettings,
  ...tracesSettings,
  batchMax: {
    env: 'PANTAU_STAGE_BATCH_MAX',
    kind: 'integer',
    min: 1,
    max: 1_000,
    default: 256,
    doc: 'How many messages a stage handles together at most.',
  },
  concurrency: {
    env: 'PANTAU_STAGE_CONCURRENCY',
    kind: 'integer',
    min: 1,
    max: 16,
    default: 2,
    doc: 'How many batches a stage handles at the same time.',
  },
  maxDeliveries: {
    env: 'PANTAU_STAGE_MAX_DELIVERIES',
    kind: 'integer',
    min: 1,
    max: 100,
    default: 5,
    doc: 'How often a message may fail before it goes to quarantine; waiting for a database or broker is no failure.',
  },
})

export type StageSettings = Settings<typeof stageSettings>
