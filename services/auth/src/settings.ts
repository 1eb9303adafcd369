import { defineSettings, isLoopback, SettingsError } from '@pantau/service-runtime'
import type { Settings } from '@pantau/service-runtime'

const MINUTE_MS = 60_000

/** What the login service reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  host: {
    env: 'PANTAU_AUTH_HOST',
    kind: 'string',
    default: '127.0.0.1',
    doc: 'The address that logins are taken on.',
  },
  port: {
    env: 'PANTAU_AUTH_PORT',
    kind: 'port',
    default: 3_020,
    doc: 'The port that logins are taken on.',
  },
  privateKeyPath: {
    env: 'PANTAU_AUTH_PRIVATE_KEY_PATH',
    kind: 'path',
    doc: 'RSA private keys (PEM): the last one signs, the public keys of all are published.',
  },
  usersPath: {
    env: 'PANTAU_AUTH_USERS_PATH',
    kind: 'path',
    doc: 'The users, their groups and tenants (JSON); services/auth/example-users.json shows the form.',
  },
  issuer: {
    env: 'PANTAU_AUTH_ISSUER',
    kind: 'string',
    doc: 'Who the tokens say that they come from, such as http://auth:3020.',
  },
  audience: {
    env: 'PANTAU_AUTH_AUDIENCE',
    kind: 'string',
    optional: true,
    doc: 'Whom the tokens say that they are for.',
  },
  tokenLifeMs: {
    env: 'PANTAU_AUTH_TOKEN_LIFE_MS',
    kind: 'durationMs',
    min: MINUTE_MS,
    max: 24 * 60 * MINUTE_MS,
    default: 15 * MINUTE_MS,
    doc: 'How long a token is good.',
  },
  insecureAllowed: {
    env: 'PANTAU_INSECURE_ALLOWED',
    kind: 'boolean',
    default: false,
    doc: 'Whether passwords may come over plain HTTP from other machines.',
  },
})

export type AuthSettings = Settings<typeof settings>

/** The service speaks plain HTTP, so other machines reach it only where that was said to be fine. @throws SettingsError */
export function listenAddress(given: Pick<AuthSettings, 'host' | 'port' | 'insecureAllowed'>): {
  readonly host: string
  readonly port: number
} {
  if (!isLoopback(given.host) && !given.insecureAllowed) {
    throw new SettingsError([
      `${settings.host.env} opens plain HTTP to other machines: put TLS in front and set ${settings.insecureAllowed.env}=true, or use 127.0.0.1`,
    ])
  }
  return { host: given.host, port: given.port }
}
