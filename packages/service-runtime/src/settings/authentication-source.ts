import { authenticationSettings } from './authentication-settings.ts'
import type { AuthenticationSettings } from './authentication-settings.ts'
import { isLoopback } from './loopback.ts'

const ENV = {
  authenticated: authenticationSettings.authenticated.env,
  authJwksUrl: authenticationSettings.authJwksUrl.env,
  authPublicKeyPath: authenticationSettings.authPublicKeyPath.env,
  authIssuer: authenticationSettings.authIssuer.env,
  insecureAllowed: authenticationSettings.insecureAllowed.env,
} as const

/** Where the keys of the identity provider are, and whom tokens must come from and be for. */
export type AuthenticationSource =
  | { readonly kind: 'jwks'; readonly jwksUrl: string; readonly issuer: string; readonly audience?: string }
  | {
      readonly kind: 'publicKey'
      readonly path: string
      readonly issuer?: string
      readonly audience?: string
    }

/** Absent while callers are not authenticated. Only for settings without `authenticationProblems`. */
export function authenticationSource(given: AuthenticationSettings): AuthenticationSource | undefined {
  const { authJwksUrl: jwksUrl, authPublicKeyPath: path, authIssuer: issuer } = given
  const audience = given.authAudience === undefined ? {} : { audience: given.authAudience }
  if (!given.authenticated) {
    return undefined
  }
  if (jwksUrl !== undefined && issuer !== undefined) {
    return { kind: 'jwks', jwksUrl, issuer, ...audience }
  }
  if (path !== undefined) {
    return { kind: 'publicKey', path, ...(issuer === undefined ? {} : { issuer }), ...audience }
  }
  throw new TypeError('These settings were found to have a problem')
}

/** What does not fit together, one sentence for each. */
export function authenticationProblems(given: AuthenticationSettings): readonly string[] {
  const { authJwksUrl, authPublicKeyPath, authIssuer, authAudience, insecureAllowed } = given
  if (!given.authenticated) {
    const isConfigured = [authJwksUrl, authPublicKeyPath, authIssuer, authAudience].some(
      (value) => value !== undefined,
    )
    return isConfigured ? [`It is said how to check tokens, but ${ENV.authenticated} is not true`] : []
  }
  const problems: string[] = []
  if ((authJwksUrl === undefined) === (authPublicKeyPath === undefined)) {
    problems.push(`${ENV.authenticated} needs either ${ENV.authJwksUrl} or ${ENV.authPublicKeyPath}`)
  }
  if (authJwksUrl !== undefined && authIssuer === undefined) {
    problems.push(`${ENV.authJwksUrl} needs ${ENV.authIssuer}`)
  }
  if (authJwksUrl !== undefined && isOpenToForgery(authJwksUrl) && !insecureAllowed) {
    problems.push(`${ENV.authJwksUrl} must be https, or ${ENV.insecureAllowed}=true`)
  }
  return problems
}

/** Keys that come in plain text from another machine may be anybody's. */
function isOpenToForgery(jwksUrl: string): boolean {
  const { protocol, hostname } = new URL(jwksUrl)
  return protocol === 'http:' && !isLoopback(hostname)
}

/** Where a service listens, and whether callers prove who they are there. */
export interface Exposure {
  readonly host: string
  /** By a token, or by a certificate. */
  readonly isCallerKnown: boolean
}

/** A service that lets everybody in does not open itself to other machines unless that was said to be fine. */
export function exposureProblems(
  given: Pick<AuthenticationSettings, 'insecureAllowed'>,
  { host, isCallerKnown }: Exposure,
): readonly string[] {
  if (isCallerKnown || given.insecureAllowed || isLoopback(host)) {
    return []
  }
  return [
    `Everybody who reaches ${host} could call: set ${ENV.authenticated}=true, listen on 127.0.0.1, or say that it is fine with ${ENV.insecureAllowed}=true`,
  ]
}
