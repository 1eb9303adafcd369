import { defineSettings } from './define-settings.ts'
import type { Settings } from './setting-spec.ts'

/** Who may call. Part of the schema of every service that takes requests from outside. */
export const authenticationSettings = defineSettings({
  authenticated: {
    env: 'PANTAU_AUTHENTICATED',
    kind: 'boolean',
    default: false,
    doc: 'Whether callers must show a token; otherwise everybody may do everything, for the tenant DEFAULT.',
  },
  authJwksUrl: {
    env: 'PANTAU_AUTH_JWKS_URL',
    kind: 'url',
    protocols: ['https:', 'http:'],
    optional: true,
    doc: 'Where the identity provider publishes its keys, such as https://id.bank.example/realms/bank/protocol/openid-connect/certs.',
  },
  authPublicKeyPath: {
    env: 'PANTAU_AUTH_PUBLIC_KEY_PATH',
    kind: 'path',
    optional: true,
    doc: 'The public keys or certificates that tokens are signed with (PEM), instead of PANTAU_AUTH_JWKS_URL; read again when needed.',
  },
  authIssuer: {
    env: 'PANTAU_AUTH_ISSUER',
    kind: 'string',
    optional: true,
    doc: 'Whom tokens must come from (iss); needed with PANTAU_AUTH_JWKS_URL.',
  },
  authAudience: {
    env: 'PANTAU_AUTH_AUDIENCE',
    kind: 'string',
    optional: true,
    doc: 'Whom tokens must be for (aud); not checked when not set.',
  },
  authTenantClaim: {
    env: 'PANTAU_AUTH_TENANT_CLAIM',
    kind: 'string',
    default: 'tenantId',
    doc: 'The claim that names the tenant, or the path to it such as organisation.id.',
  },
  authPrivilegesClaim: {
    env: 'PANTAU_AUTH_PRIVILEGES_CLAIM',
    kind: 'string',
    default: 'claims',
    doc: 'The claim that lists privileges, or the path to it such as realm_access.roles.',
  },
  authClockToleranceMs: {
    env: 'PANTAU_AUTH_CLOCK_TOLERANCE_MS',
    kind: 'durationMs',
    min: 0,
    max: 300_000,
    default: 30_000,
    doc: 'By how much the clocks of this machine and of the identity provider may differ.',
  },
  authCacheMax: {
    env: 'PANTAU_AUTH_CACHE_MAX',
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    default: 10_000,
    doc: 'How many verified tokens are remembered, each for a minute at most.',
  },
  insecureAllowed: {
    env: 'PANTAU_INSECURE_ALLOWED',
    kind: 'boolean',
    default: false,
    doc: 'Whether other machines may call without proving who they are, and keys may come over plain HTTP.',
  },
})

export type AuthenticationSettings = Settings<typeof authenticationSettings>
