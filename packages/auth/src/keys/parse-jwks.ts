import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { KeysUnavailableError } from './keys-unavailable-error.ts'
import { algorithmsOf } from './signature-algorithms.ts'
import { KEYS_MAX } from './verification-key.ts'
import type { VerificationKey } from './verification-key.ts'

const Text = Type.Optional(Type.String())

const Jwk = Type.Object({
  kty: Type.String(),
  kid: Text,
  use: Text,
  alg: Text,
  key_ops: Type.Optional(Type.Array(Type.String())),
  n: Text,
  e: Text,
  crv: Text,
  x: Text,
  y: Text,
})

const jwkSchema = Compile(Jwk)
const setSchema = Compile(Type.Object({ keys: Type.Array(Type.Unknown(), { maxItems: KEYS_MAX }) }))

/**
 * The keys of a JWK Set (RFC 7517) that can check our tokens. Keys of kinds or for uses that are not ours are passed over, as section 5
 * asks; so are those that hold a private part, which the whole world knows by now.
 *
 * @throws KeysUnavailableError when it is no such set, or holds no usable key
 */
export function parseJwks(text: string): readonly VerificationKey[] {
  const set = parseJson(text)
  if (!setSchema.Check(set)) {
    throw new KeysUnavailableError(`The document is no set of at most ${KEYS_MAX} keys`)
  }
  const keys = set.keys.flatMap(usableKey)
  if (keys.length === 0) {
    throw new KeysUnavailableError('The set holds no key that can check a signature')
  }
  return keys
}

function parseJson(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text)
    return document
  } catch (cause) {
    throw new KeysUnavailableError('The set of keys is no JSON', { cause })
  }
}

function usableKey(jwk: unknown): readonly VerificationKey[] {
  if (!jwkSchema.Check(jwk) || !mayVerify(jwk)) {
    return []
  }
  const key = importKey(jwk)
  const algorithms = key === undefined ? [] : algorithmsOf(key)
  const allowed = jwk.alg === undefined ? algorithms : algorithms.filter((name) => name === jwk.alg)
  return key === undefined || allowed.length === 0 ? [] : [{ keyId: jwk.kid, algorithms: allowed, key }]
}

function mayVerify(jwk: Static<typeof Jwk>): boolean {
  const isForSignatures = jwk.use === undefined || jwk.use === 'sig'
  const isForChecking = jwk.key_ops === undefined || jwk.key_ops.includes('verify')
  return isForSignatures && isForChecking && !Object.hasOwn(jwk, 'd')
}

function importKey(jwk: Static<typeof Jwk>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    // A kind of key that this platform does not know, or one that is broken: not ours to use either way.
    return undefined
  }
}
