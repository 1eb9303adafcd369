import type { JWTVerifyOptions } from 'jose'
import type { AuthLog } from './auth-log.ts'
import { bearerOf, bearerToken } from './bearer-token.ts'
import { fetchJwks } from './keys/fetch-jwks.ts'
import { KeysUnavailableError } from './keys/keys-unavailable-error.ts'
import { parsePublicKeyPem } from './keys/parse-public-key-pem.ts'
import { readPublicKeyFile } from './keys/read-public-key-file.ts'
import { RefreshingKeys } from './keys/refreshing-keys.ts'
import { SIGNATURE_ALGORITHMS } from './keys/signature-algorithms.ts'
import { keysFor } from './keys/verification-key.ts'
import type { VerificationKey } from './keys/verification-key.ts'
import type { Principal } from './principal.ts'
import { DEFAULT_CLAIM_NAMES, principalOf } from './token-claims.ts'
import type { ClaimNames } from './token-claims.ts'
import { tokenHeader } from './token-header.ts'
import type { TokenHeader } from './token-header.ts'
import { UnauthorizedError } from './unauthorized-error.ts'
import { VerifiedTokens } from './verified-tokens.ts'
import { verifySignature } from './verify-signature.ts'

/** Where the public keys of the issuer are, and whom a token must come from and be for. */
export type TokenSource =
  | { readonly kind: 'jwks'; readonly jwksUrl: string; readonly issuer: string; readonly audience?: string }
  | ({ readonly kind: 'publicKey'; readonly issuer?: string; readonly audience?: string } & (
      | { readonly pem: string }
      | { readonly path: string }
    ))

/** A verified token is remembered so long at most: it outlives a withdrawn key by no more. */
export const CACHE_TTL_MS_MAX = 60_000

export interface TokenVerifierOptions {
  readonly source: TokenSource
  /** By how much the clocks of issuer and service may differ. */
  readonly clockToleranceSeconds: number
  /** How many verified tokens are remembered. */
  readonly cacheMax: number
  readonly claimNames?: ClaimNames
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: AuthLog
}

export interface TokenVerifier {
  /** Reads the issuer's keys, so that a service can wait for them before it takes work. @throws KeysUnavailableError */
  prepare(): Promise<void>
  /** The caller of a header that was verified lately. */
  recall(authorizationHeader: string | undefined): Principal | undefined
  /** The caller that an `Authorization` header proves. @throws UnauthorizedError */
  verify(authorizationHeader: string | undefined): Promise<Principal>
}

/**
 * Checks bearer tokens (RFC 6750): signed JWTs (RFC 7519) of one issuer, by the practices of RFC 8725. The keys come from where the
 * configuration says, never from the token; the algorithm is one of a list; it must expire.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { source, now, log, claimNames = DEFAULT_CLAIM_NAMES } = options
  const keys = new RefreshingKeys({ load: loaderOf(source), now, log })
  const verified = new VerifiedTokens({ entriesMax: options.cacheMax, ttlMs: CACHE_TTL_MS_MAX, now })
  return {
    prepare: () => keys.load(),
    recall: (authorizationHeader) => {
      const token = bearerOf(authorizationHeader)
      return token === undefined ? undefined : verified.get(token)
    },
    verify: async (authorizationHeader) => {
      const token = bearerToken(authorizationHeader)
      const known = verified.get(token)
      if (known !== undefined) {
        return known
      }
      const payload = await signedPayload(token, keys, verifyOptions(options))
      const principal = principalOf(payload, claimNames)
      verified.set(token, principal)
      return principal
    },
  }
}

function loaderOf(source: TokenSource): () => Promise<readonly VerificationKey[]> {
  if (source.kind === 'jwks') {
    return () => fetchJwks(source.jwksUrl)
  }
  return 'pem' in source ? async () => parsePublicKeyPem(source.pem) : () => readPublicKeyFile(source.path)
}

function verifyOptions({ source, clockToleranceSeconds, now }: TokenVerifierOptions): JWTVerifyOptions {
  return {
    algorithms: [...SIGNATURE_ALGORITHMS],
    requiredClaims: ['exp'],
    clockTolerance: clockToleranceSeconds,
    currentDate: new Date(now()),
    ...(source.issuer === undefined ? {} : { issuer: source.issuer }),
    ...(source.audience === undefined ? {} : { audience: source.audience }),
  }
}

/** A token that no key fits may be signed with a key that is younger than the ones at hand. */
async function signedPayload(
  token: string,
  keys: RefreshingKeys,
  options: JWTVerifyOptions,
): Promise<NonNullable<Awaited<ReturnType<typeof verifySignature>>>> {
  const header = tokenHeader(token)
  const current = await currentKeys(keys)
  const payload = await verifySignature(token, keysFor(current, header), options)
  if (payload !== undefined) {
    return payload
  }
  const newer = await keys.newerThan(current)
  return (
    (newer === undefined ? undefined : await verifySignature(token, keysFor(newer, header), options)) ??
    refuse(header, newer ?? current)
  )
}

async function currentKeys(keys: RefreshingKeys): Promise<readonly VerificationKey[]> {
  try {
    return await keys.current()
  } catch (error) {
    throw error instanceof KeysUnavailableError ? new UnauthorizedError('keys_unavailable') : error
  }
}

function refuse(header: TokenHeader, keys: readonly VerificationKey[]): never {
  throw new UnauthorizedError(keysFor(keys, header).length === 0 ? 'key_unknown' : 'signature_invalid')
}
