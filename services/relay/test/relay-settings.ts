import { parseSettings } from '@pantau/service-runtime'
import { settings } from '../src/settings.ts'
import type { RelaySettings } from '../src/settings.ts'

/** Settings of a relay that is given its connections. */
export function relaySettings(environment: Readonly<Record<string, string>>): RelaySettings {
  return parseSettings(settings, {
    PANTAU_POSTGRES_URL: 'postgres://localhost',
    PANTAU_NATS_URLS: 'nats://localhost',
    ...environment,
  })
}
