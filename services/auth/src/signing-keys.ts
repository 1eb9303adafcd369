import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import type { JWK } from 'jose'

/** The file of private keys cannot be used. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
}

export const SIGNING_ALGORITHM = 'RS256'

/** The keys of the issuer: one signs, all are published, so that tokens of an older key go on being good until they run out. */
export interface SigningKeys {
  readonly keyId: string
  readonly privateKey: KeyObject
  /** All public keys as a JWK Set (RFC 7517). */
  readonly jwks: { readonly keys: readonly JWK[] }
  /** All public keys as PEM. */
  readonly publicPem: string
}

const BLOCK = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----[^-]+-----END \1-----/g
const MODULUS_BITS_MIN = 2_048
const KEYS_MAX = 16

/**
 * Reads RSA private keys (PEM, without passphrases). The last one signs: a key is added at the end of the file to rotate, and the first
 * one is taken out when its last token has run out.
 *
 * @throws SigningKeyError
 */
export async function parseSigningKeys(text: string): Promise<SigningKeys> {
  const blocks = [...text.matchAll(BLOCK)].map(([block]) => block)
  const privateKeys = blocks.map(readKey)
  const newest = privateKeys.at(-1)
  if (newest === undefined || privateKeys.length > KEYS_MAX) {
    throw new SigningKeyError(
      `The file holds ${privateKeys.length} private keys, 1 to ${KEYS_MAX} are allowed`,
    )
  }
  const publicKeys = privateKeys.map((privateKey) => createPublicKey(privateKey))
  const jwks = await Promise.all(publicKeys.map(publicJwk))
  return {
    keyId: await keyIdOf(createPublicKey(newest)),
    privateKey: newest,
    jwks: { keys: jwks },
    publicPem: publicKeys.map((key) => key.export({ type: 'spki', format: 'pem' })).join(''),
  }
}

function readKey(block: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(block)
  } catch (cause) {
    throw new SigningKeyError('A private key cannot be read', { cause })
  }
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType !== 'rsa' || modulusLength < MODULUS_BITS_MIN) {
    throw new SigningKeyError(`A private key is no RSA key of at least ${MODULUS_BITS_MIN} bits`)
  }
  return key
}

async function publicJwk(key: KeyObject): Promise<JWK> {
  return { ...jwkOf(key), kid: await keyIdOf(key), alg: SIGNING_ALGORITHM, use: 'sig' }
}

/** RFC 7638: the same key has the same name in every process. */
function keyIdOf(key: KeyObject): Promise<string> {
  return calculateJwkThumbprint(jwkOf(key))
}

function jwkOf(key: KeyObject): JWK {
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  return { kty: 'RSA', n, e }
}
