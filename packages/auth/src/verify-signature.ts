import { errors, jwtVerify } from 'jose'
import type { JWTPayload, JWTVerifyOptions } from 'jose'
import type { VerificationKey } from './keys/verification-key.ts'
import { UnauthorizedError } from './unauthorized-error.ts'
import type { UnauthorizedReason } from './unauthorized-error.ts'

const REASON_OF_CLAIM: Readonly<Record<string, UnauthorizedReason>> = {
  nbf: 'not_yet_valid',
  iss: 'issuer_mismatch',
  aud: 'audience_mismatch',
}

/**
 * The payload, when one of the keys signed it; `undefined` when none did.
 *
 * @throws UnauthorizedError when it was signed, but does not hold now or not here
 */
export async function verifySignature(
  token: string,
  keys: readonly VerificationKey[],
  options: JWTVerifyOptions,
): Promise<JWTPayload | undefined> {
  for (const { key } of keys) {
    try {
      return (await jwtVerify(token, key, options)).payload
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) {
        throw refusalOf(error)
      }
    }
  }
  return undefined
}

/** What jose says quotes the token, so only the reason goes on. What it does not know is a mistake of ours and stays what it is. */
function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new UnauthorizedError('expired')
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new UnauthorizedError(REASON_OF_CLAIM[error.claim] ?? 'claim_invalid')
  }
  return error instanceof errors.JOSEError ? new UnauthorizedError('token_malformed') : error
}
