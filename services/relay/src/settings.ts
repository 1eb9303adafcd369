import { brokerSettings } from '@pantau/stage-host'
import { defineSettings, postgresSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'

/** What relay reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...postgresSettings,
  ...brokerSettings,
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
})

export type RelaySettings = Settings<typeof settings>
