import { defineSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'
import { samplingSettings, tracesSettings } from '@pantau/telemetry'
import { SHIPPED_NAMES } from '@pantau/typologies'

/** What standalone reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...tracesSettings,
  ...samplingSettings,
  dataDir: {
    env: 'PANTAU_STANDALONE_DATA_DIR',
    kind: 'path',
    default: '.pantau',
    doc: 'Where the database and the local certificate are kept.',
  },
  configuration: {
    env: 'PANTAU_STANDALONE_CONFIGURATION',
    kind: 'choice',
    choices: SHIPPED_NAMES,
    default: 'default',
    doc: 'The shipped configuration that an installation without one starts with; `pantau configuration` changes it later.',
  },
  port: {
    env: 'PANTAU_STANDALONE_PORT',
    kind: 'port',
    default: 5_443,
    doc: 'The port on this machine that messages are taken on, over TLS 1.3.',
  },
  adminPort: {
    env: 'PANTAU_STANDALONE_ADMIN_PORT',
    kind: 'port',
    default: 5_100,
    doc: 'The port on this machine for reports, conditions and configuration, over TLS 1.3.',
  },
  webhookUrls: {
    env: 'PANTAU_STANDALONE_WEBHOOK_URLS',
    kind: 'list',
    protocols: ['http:', 'https:'],
    minItems: 1,
    maxItems: 16,
    optional: true,
    doc: 'Where alerts and interdictions are posted as JSON.',
  },
})

export type StandaloneSettings = Settings<typeof settings>
