import type { KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from './signature-algorithms.ts'

/** A public key of the issuer. */
export interface VerificationKey {
  /** Absent when the issuer gave it no name; then it may be the key of any token. */
  readonly keyId: string | undefined
  readonly algorithms: readonly SignatureAlgorithm[]
  readonly key: KeyObject
}

/** More keys than any rotation has at a time. A token is checked with so many at most. */
export const KEYS_MAX = 32

/** The keys that a token may be signed with. */
export function keysFor(
  keys: readonly VerificationKey[],
  token: { readonly algorithm: SignatureAlgorithm; readonly keyId: string | undefined },
): readonly VerificationKey[] {
  return keys.filter(
    ({ keyId, algorithms }) =>
      algorithms.includes(token.algorithm) &&
      (keyId === undefined || token.keyId === undefined || keyId === token.keyId),
  )
}
