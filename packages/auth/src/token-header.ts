import { decodeProtectedHeader } from 'jose'
import { isSignatureAlgorithm } from './keys/signature-algorithms.ts'
import type { SignatureAlgorithm } from './keys/signature-algorithms.ts'
import { UnauthorizedError } from './unauthorized-error.ts'

export interface TokenHeader {
  readonly algorithm: SignatureAlgorithm
  readonly keyId: string | undefined
}

/** Parameters by which a token would say itself which key to trust, or ask for something that we do not do (RFC 8725, section 3.10). */
const REFUSED_PARAMETERS = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'] as const

/** RFC 7519, section 5.1, and RFC 9068, section 2.1; `application/` may be left out. */
const TOKEN_TYPE = /^(?:application\/)?(?:at\+)?jwt$/i

const KEY_ID_LENGTH_MAX = 256

/** Reads what chooses the key, before anything is trusted. @throws UnauthorizedError */
export function tokenHeader(token: string): TokenHeader {
  const header: Readonly<Record<string, unknown>> = decode(token)
  if (!isSignatureAlgorithm(header['alg'])) {
    throw new UnauthorizedError('algorithm_refused')
  }
  const { typ, kid } = header
  const isTypeRefused = typ !== undefined && !(typeof typ === 'string' && TOKEN_TYPE.test(typ))
  const isKeyIdRefused = kid !== undefined && !(typeof kid === 'string' && kid.length <= KEY_ID_LENGTH_MAX)
  if (isTypeRefused || isKeyIdRefused || REFUSED_PARAMETERS.some((name) => Object.hasOwn(header, name))) {
    throw new UnauthorizedError('header_refused')
  }
  return { algorithm: header['alg'], keyId: kid }
}

function decode(token: string): Readonly<Record<string, unknown>> {
  try {
    return decodeProtectedHeader(token)
  } catch {
    // Whatever the parser says quotes the token.
    throw new UnauthorizedError('token_malformed')
  }
}
