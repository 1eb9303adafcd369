import type { AuthLog } from './auth-log.ts'
import { createAuthenticator } from './create-authenticator.ts'
import type { Authenticator } from './create-authenticator.ts'
import { createTokenVerifier } from './create-token-verifier.ts'
import type { TokenSource } from './create-token-verifier.ts'

/** What a service's settings say about tokens. */
export interface AuthenticatorSettings {
  readonly authTenantClaim: string
  readonly authPrivilegesClaim: string
  readonly authClockToleranceMs: number
  readonly authCacheMax: number
}

export interface AuthenticatorDeps {
  /** Absent while callers are not authenticated. */
  readonly source: TokenSource | undefined
  readonly settings: AuthenticatorSettings
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: AuthLog
}

/** The authenticator that a service's settings ask for. */
export function configuredAuthenticator({ source, settings, now, log }: AuthenticatorDeps): Authenticator {
  if (source === undefined) {
    log.warn({}, 'callers are not authenticated: everybody may do everything, for one tenant')
    return createAuthenticator({ enabled: false })
  }
  const verifier = createTokenVerifier({
    source,
    clockToleranceSeconds: settings.authClockToleranceMs / 1_000,
    cacheMax: settings.authCacheMax,
    claimNames: { tenant: settings.authTenantClaim, privileges: settings.authPrivilegesClaim },
    now,
    log,
  })
  return createAuthenticator({ enabled: true, verifier })
}
