import { listenSettings } from '@pantau/http-host'
import { defineSettings, natsSettings, postgresSettings } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'
import { brokerSettings } from '@pantau/stage-host'

/** As its variables name the service. */
export const PROGRAM = 'ADMIN'
export const PORTS = { plain: 5_100, tls: 5_100 }

const { natsCaPath, natsCertPath, natsKeyPath } = brokerSettings

/** What admin reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...postgresSettings,
  ...listenSettings(PROGRAM, PORTS),
  corsDemo: {
    env: 'PANTAU_ADMIN_CORS_DEMO',
    kind: 'boolean',
    default: false,
    doc: 'Whether pages of other origins may change as well as read.',
  },
  rateLimited: {
    env: 'PANTAU_ADMIN_RATE_LIMITED',
    kind: 'boolean',
    default: false,
    doc: 'Whether each tenant may use each route of a process 300 times a minute for reading, 60 for writing and 10 for activation, and gets 429 beyond.',
  },
  natsUrls: {
    env: 'PANTAU_NATS_URLS',
    kind: 'list',
    protocols: ['nats:', 'tls:'],
    minItems: 1,
    maxItems: 16,
    optional: true,
    doc: 'The NATS servers that others listen on for activations; nobody else is told when not set. Services of Pantau need no telling.',
  },
  natsUser: natsSettings.natsUser,
  natsPassword: natsSettings.natsPassword,
  natsCaPath,
  natsCertPath,
  natsKeyPath,
  serviceChannelSourcePrefix: {
    env: 'PANTAU_ADMIN_SERVICE_CHANNEL_SOURCE_PREFIX',
    kind: 'string',
    default: '',
    maxLength: 200,
    doc: 'What goes before `admin-service` in the source of events on the service channel, such as a URI of the installation.',
  },
})

export type AdminSettings = Settings<typeof settings>
