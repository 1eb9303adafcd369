import { PAYMENT_ACTIONS } from '@pantau/evaluation'
import { BODY_LIMIT_BYTES, listenSettings } from '@pantau/http-host'
import { defineSettings, postgresSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'
import { brokerSettings, warmUpSettings } from '@pantau/stage-host'
import { samplingSettings, tracesSettings } from '@pantau/telemetry'

/** As its variables name the service. */
export const PROGRAM = 'TMS'
export const PORTS = { plain: 5_000, tls: 5_443 }

/** What tms reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...postgresSettings,
  ...brokerSettings,
  ...warmUpSettings,
  ...tracesSettings,
  ...samplingSettings,
  ...listenSettings(PROGRAM, PORTS),
  quoting: {
    env: 'PANTAU_TMS_QUOTING',
    kind: 'boolean',
    default: false,
    doc: 'Whether payments are quoted first, so that pain.001 and pain.013 are taken and make persons known.',
  },
  corsDemo: {
    env: 'PANTAU_TMS_CORS_DEMO',
    kind: 'boolean',
    default: false,
    doc: 'Whether pages of other origins may read (GET) as well as send.',
  },
  bodyLimitBytes: {
    env: 'PANTAU_TMS_BODY_LIMIT_BYTES',
    kind: 'bytes',
    min: 4_096,
    max: 16 * BODY_LIMIT_BYTES,
    default: BODY_LIMIT_BYTES,
    doc: 'The largest message that is taken.',
  },
  commitBatchMax: {
    env: 'PANTAU_TMS_COMMIT_BATCH_MAX',
    kind: 'integer',
    min: 1,
    max: 1_000,
    default: 200,
    doc: 'How many messages share one commit at most.',
  },
  commitQueueMax: {
    env: 'PANTAU_TMS_COMMIT_QUEUE_MAX',
    kind: 'integer',
    min: 1,
    max: 100_000,
    default: 2_000,
    doc: 'How many messages may be in progress at most before new ones are refused with 503; below, the bound follows the latency of commits.',
  },
  latencyTargetMs: {
    env: 'PANTAU_TMS_LATENCY_TARGET_MS',
    kind: 'durationMs',
    min: 1,
    max: 10_000,
    default: 25,
    doc: 'What a commit may take on average under load before new messages are refused with 503; somewhat more than what it takes without load where that is more, and never with fewer than 96 in progress.',
  },
  tenantRateMax: {
    env: 'PANTAU_TMS_TENANT_RATE_MAX',
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    optional: true,
    doc: 'How many messages a second each tenant may send to one process, before more are refused with 429; not bounded when not set.',
  },
  commitConcurrency: {
    env: 'PANTAU_TMS_COMMIT_CONCURRENCY',
    kind: 'integer',
    min: 1,
    max: 32,
    default: 2,
    doc: 'How many commits are made at the same time; each holds a database connection.',
  },
  answerTimeoutMs: {
    env: 'PANTAU_TMS_ANSWER_TIMEOUT_MS',
    kind: 'durationMs',
    min: 100,
    max: 60_000,
    default: 5_000,
    doc: 'By when a message is answered; with 503 when it could not be committed by then, which sending it again clears up.',
  },
  waitMaxMs: {
    env: 'PANTAU_TMS_WAIT_MAX_MS',
    kind: 'durationMs',
    min: 0,
    max: 60_000,
    default: 10_000,
    doc: 'How long a caller may wait for the decision in the reply (`Prefer: wait`) at most; who asks for more waits so long.',
  },
  undecided: {
    env: 'PANTAU_TMS_UNDECIDED',
    kind: 'choice',
    choices: PAYMENT_ACTIONS,
    default: 'review',
    doc: 'What a caller who waits for the decision is told to do with a payment that is not decided in time.',
  },
  publishConfirmTimeoutMs: {
    env: 'PANTAU_TMS_PUBLISH_CONFIRM_TIMEOUT_MS',
    kind: 'durationMs',
    min: 1,
    max: 10_000,
    default: 250,
    doc: 'How long an accepted message waits for the broker before it is answered all the same.',
  },
  backlogMaxMessages: {
    env: 'PANTAU_TMS_BACKLOG_MAX_MESSAGES',
    kind: 'integer',
    min: 1,
    max: 100_000_000,
    default: 1_000_000,
    doc: 'How many accepted messages may wait for their evaluation before new ones are refused with 503.',
  },
})

export type TmsSettings = Settings<typeof settings>
