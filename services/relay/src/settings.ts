import { brokerSettings } from '@pantau/stage-host'
import { defineSettings, postgresSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'
import { tracesSettings } from '@pantau/telemetry'

/** What relay reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...postgresSettings,
  ...brokerSettings,
  ...tracesSettings,
  suppressed: {
    env: 'PANTAU_SUPPRESS_ALERTS',
    kind: 'boolean',
    default: false,
    doc: 'Whether alerts and interdictions are dropped instead of delivered, for good: a silent trial run.',
  },
  format: {
    env: 'PANTAU_RELAY_FORMAT',
    kind: 'choice',
    choices: ['json', 'protobuf'],
    default: 'json',
    doc: 'How documents are written for NATS and REST: as JSON, or as the protobuf message that Tazama sends; webhooks get JSON.',
  },
  reportExplanation: {
    env: 'PANTAU_REPORT_EXPLANATION',
    kind: 'boolean',
    default: false,
    doc: 'Whether alerts in JSON have a member `explanation` with the reasons of the decision; Tazama has none, and a strict receiver may refuse it.',
  },
  natsDelivery: {
    env: 'PANTAU_RELAY_NATS',
    kind: 'boolean',
    default: true,
    doc: 'Whether alerts and interdictions are published on NATS subjects.',
  },
  alertSubject: {
    env: 'PANTAU_RELAY_ALERT_SUBJECT',
    kind: 'string',
    default: 'investigation-service',
    doc: 'The NATS subject of alerts.',
  },
  interdictionSubject: {
    env: 'PANTAU_RELAY_INTERDICTION_SUBJECT',
    kind: 'string',
    default: 'interdiction-service',
    doc: 'The NATS subject of interdictions.',
  },
  typologyInterdictionSubject: {
    env: 'PANTAU_RELAY_INTERDICTION_TP_SUBJECT',
    kind: 'string',
    optional: true,
    doc: 'The NATS subject of interdictions that a typology asks for, such as interdiction-service-tp; that of interdictions when not set.',
  },
  blockInterdictionSubject: {
    env: 'PANTAU_RELAY_INTERDICTION_EF_SUBJECT',
    kind: 'string',
    optional: true,
    doc: 'The NATS subject of interdictions that a block in force asks for, such as interdiction-service-ef; that of interdictions when not set.',
  },
  subjectScope: {
    env: 'PANTAU_RELAY_SUBJECT_SCOPE',
    kind: 'choice',
    choices: ['global', 'tenant'],
    default: 'global',
    doc: 'Whether all tenants share the subjects, or each has its own with -<tenant> appended.',
  },
  webhookUrls: {
    env: 'PANTAU_RELAY_WEBHOOK_URLS',
    kind: 'list',
    protocols: ['http:', 'https:'],
    minItems: 1,
    maxItems: 16,
    optional: true,
    doc: 'Where alerts and interdictions are posted as JSON; each address gets every one of them.',
  },
  webhookToken: {
    env: 'PANTAU_RELAY_WEBHOOK_TOKEN',
    kind: 'secret',
    optional: true,
    doc: 'Sent to the webhooks as a bearer token.',
  },
  webhookTimeoutMs: {
    env: 'PANTAU_RELAY_WEBHOOK_TIMEOUT_MS',
    kind: 'durationMs',
    min: 100,
    max: 60_000,
    default: 10_000,
    doc: 'How long a webhook may take to answer before the delivery is tried again later.',
  },
  restAlertUrl: {
    env: 'PANTAU_RELAY_REST_ALERT_URL',
    kind: 'url',
    protocols: ['http:', 'https:'],
    optional: true,
    doc: 'Where alerts are posted, in the format for NATS and REST.',
  },
  restInterdictionUrl: {
    env: 'PANTAU_RELAY_REST_INTERDICTION_URL',
    kind: 'url',
    protocols: ['http:', 'https:'],
    optional: true,
    doc: 'Where interdictions are posted, in the format for NATS and REST.',
  },
  restAuthUrl: {
    env: 'PANTAU_RELAY_REST_AUTH_URL',
    kind: 'url',
    protocols: ['http:', 'https:'],
    optional: true,
    doc: 'Where the relay logs in for the bearer token that the REST receivers ask for, such as https://auth:3020/v1/auth/login.',
  },
  restUsername: {
    env: 'PANTAU_RELAY_REST_USERNAME',
    kind: 'string',
    optional: true,
    doc: 'The user that the relay logs in as; goes with the address of the login.',
  },
  restPassword: {
    env: 'PANTAU_RELAY_REST_PASSWORD',
    kind: 'secret',
    optional: true,
    doc: 'The password of that user.',
  },
  restTimeoutMs: {
    env: 'PANTAU_RELAY_REST_TIMEOUT_MS',
    kind: 'durationMs',
    min: 100,
    max: 60_000,
    default: 10_000,
    doc: 'How long a REST receiver, or the login, may take to answer before the delivery is tried again later.',
  },
  pollMs: {
    env: 'PANTAU_RELAY_POLL_MS',
    kind: 'durationMs',
    min: 10,
    max: 60_000,
    default: 250,
    doc: 'How often the relay looks for new deliveries when there was nothing to do.',
  },
  reconcileAfterMs: {
    env: 'PANTAU_RECONCILE_AFTER_MS',
    kind: 'durationMs',
    min: 500,
    max: 3_600_000,
    default: 10_000,
    doc: 'How long an accepted message may be without an evaluation before its event is published again.',
  },
  orphanAfterMs: {
    env: 'PANTAU_ORPHAN_AFTER_MS',
    kind: 'durationMs',
    min: 1_000,
    max: 604_800_000,
    default: 900_000,
    doc: 'How long a status report may wait for its credit transfer before it goes to review without one.',
  },
})

export type RelaySettings = Settings<typeof settings>
