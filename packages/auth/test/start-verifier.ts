import { startJwksServer } from '@pantau/testkit'
import type { JwksServer, TestIssuer } from '@pantau/testkit'
import { createTokenVerifier, UnauthorizedError } from '../src/index.ts'
import type { ClaimNames, TokenSource, TokenVerifier } from '../src/index.ts'

/** A clock that a test sets. */
export interface HandClock {
  nowMs: number
}

export interface StartedVerifier extends TokenVerifier {
  readonly server: JwksServer
  readonly clock: HandClock
  /** The messages that were logged. */
  readonly logged: readonly string[]
  stop(): Promise<void>
}

export interface VerifierSettings {
  readonly clockToleranceSeconds?: number
  readonly cacheMax?: number
  readonly claimNames?: ClaimNames
}

/** A verifier on a source, whose clock a test sets. */
export function handVerifier(
  source: TokenSource,
  clock: HandClock,
  { clockToleranceSeconds = 0, cacheMax = 100, claimNames }: VerifierSettings = {},
): TokenVerifier & { readonly logged: readonly string[] } {
  const logged: string[] = []
  const note = (_fields: unknown, message: string): void => {
    logged.push(message)
  }
  const verifier = createTokenVerifier({
    source,
    clockToleranceSeconds,
    cacheMax,
    now: () => clock.nowMs,
    log: { info: note, warn: note },
    ...(claimNames === undefined ? {} : { claimNames }),
  })
  return { ...verifier, logged }
}

/** A verifier of an issuer's tokens that reads its keys from a real server. */
export async function startVerifier(
  issuer: TestIssuer,
  clock: HandClock = { nowMs: Date.now() },
  settings: VerifierSettings = {},
): Promise<StartedVerifier> {
  const server = await startJwksServer(() => issuer.jwks())
  const source = {
    kind: 'jwks',
    jwksUrl: server.url,
    issuer: issuer.issuer,
    audience: issuer.audience,
  } as const
  const verifier = handVerifier(source, clock, settings)
  return { ...verifier, server, clock, stop: () => server.stop() }
}

/** Why a header is refused; `accepted` when it is not. */
export async function refusalOf(verifier: TokenVerifier, header: string | undefined): Promise<string> {
  try {
    await verifier.verify(header)
    return 'accepted'
  } catch (error) {
    if (error instanceof UnauthorizedError) {
      return error.reason
    }
    throw error
  }
}
