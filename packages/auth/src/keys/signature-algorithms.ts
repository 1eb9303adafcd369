import type { KeyObject } from 'node:crypto'

/** Digital signatures only: with a MAC (HS256), whoever can check a token could make one (RFC 8725, sections 3.1 and 3.2). */
export const SIGNATURE_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const

export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number]

/** RFC 7518, section 3.3. */
const RSA_MODULUS_BITS_MIN = 2_048

/** The algorithms that a public key can check; none when it is too weak or of a kind that we do not take. */
export function algorithmsOf(key: KeyObject): readonly SignatureAlgorithm[] {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa') {
    return modulusLength >= RSA_MODULUS_BITS_MIN ? ['RS256', 'PS256'] : []
  }
  if (key.asymmetricKeyType === 'ec') {
    return namedCurve === 'prime256v1' ? ['ES256'] : []
  }
  return key.asymmetricKeyType === 'ed25519' ? ['EdDSA'] : []
}

export function isSignatureAlgorithm(value: unknown): value is SignatureAlgorithm {
  return SIGNATURE_ALGORITHMS.some((algorithm) => algorithm === value)
}
