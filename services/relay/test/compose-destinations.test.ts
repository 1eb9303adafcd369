import { SettingsError } from '@pantau/service-runtime'
import { expect, it } from 'vitest'
import { composeDestinations } from '../src/compose-destinations.ts'
import { relaySettings } from './relay-settings.ts'

const NEVER = (): never => {
  throw new TypeError('NATS is not to be connected')
}

function composed(environment: Readonly<Record<string, string>>): unknown {
  let connections = 0
  const connectNats = () => {
    connections += 1
    return NEVER
  }
  try {
    const destinations = composeDestinations(relaySettings(environment), { connectNats, nowMs: () => 0 })
    return [...destinations.map(({ name, kinds }) => `${name}: ${kinds.join(', ')}`), connections]
  } catch (error) {
    return error instanceof SettingsError ? error.problems : error
  }
}

it.each([
  ['NATS alone, when nothing is said', {}, ['nats: alert, interdiction', 1]],
  [
    'every receiver that is named',
    {
      PANTAU_RELAY_WEBHOOK_URLS: 'http://a/,http://b/',
      PANTAU_RELAY_REST_INTERDICTION_URL: 'http://c/',
    },
    [
      'webhook http://a/: alert, interdiction',
      'webhook http://b/: alert, interdiction',
      'nats: alert, interdiction',
      'rest: interdiction',
      1,
    ],
  ],
  ['nobody while alerts are suppressed, and no connection either', { PANTAU_SUPPRESS_ALERTS: 'true' }, [0]],
])('delivers to %s', (_, environment, expected) => {
  expect(composed(environment)).toEqual(expected)
})

it('does not start without a receiver: what is owed to nobody would be dropped', () => {
  expect(composed({ PANTAU_RELAY_NATS: 'false' })).toEqual([
    'PANTAU_RELAY_NATS is false and no webhook or REST receiver is given: name one, or set PANTAU_SUPPRESS_ALERTS',
  ])
})

it.each([
  [{ PANTAU_RELAY_REST_AUTH_URL: 'http://a/' }],
  [{ PANTAU_RELAY_REST_USERNAME: 'relay', PANTAU_RELAY_REST_PASSWORD: 'x' }],
  [
    {
      PANTAU_RELAY_REST_AUTH_URL: 'http://a/',
      PANTAU_RELAY_REST_USERNAME: 'relay',
      PANTAU_SUPPRESS_ALERTS: 'true',
    },
  ],
])('does not start with half a login', (environment) => {
  expect(composed(environment)).toEqual([
    'PANTAU_RELAY_REST_AUTH_URL, PANTAU_RELAY_REST_USERNAME and PANTAU_RELAY_REST_PASSWORD go together: give all three or none',
  ])
})
