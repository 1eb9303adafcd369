import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { signToken } from './sign-token.ts'

const RSA_MODULUS_BITS = 2_048
const TOKEN_LIFE_SECONDS = 300

/** A claim or header parameter that is `undefined` is left out. */
export type TokenPart = Readonly<Record<string, unknown>>

export interface TestKey {
  readonly keyId: string
  readonly alg: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** An identity provider: signs tokens with its newest key, publishes all of them. */
export interface TestIssuer {
  readonly issuer: string
  readonly audience: string
  /** The newest last. */
  readonly keys: readonly TestKey[]
  /** What a good token holds now, with changes. */
  claims(changes?: TokenPart): TokenPart
  token(changes?: TokenPart, headerChanges?: TokenPart): string
  /** An `Authorization` header with such a token. */
  bearer(changes?: TokenPart, headerChanges?: TokenPart): string
  /** Makes a key that signs from now on. */
  addKey(alg?: string): TestKey
  withdrawKey(keyId: string): void
  /** The public keys as a JWK Set (RFC 7517). */
  jwks(): string
  /** The public keys as PEM. */
  publicKeyPem(): string
}

export interface TestIssuerOptions {
  readonly issuer?: string
  /** Milliseconds since 1970; the clock of this machine when absent. */
  readonly now?: () => number
}

export function createTestIssuer(options: TestIssuerOptions = {}): TestIssuer {
  const { issuer = 'https://issuer.example', now = Date.now } = options
  const audience = 'pantau'
  const keys: TestKey[] = []
  let keyCount = 0
  const claims = (changes: TokenPart = {}): TokenPart => {
    const nowSeconds = Math.floor(now() / 1_000)
    const times = { iat: nowSeconds, exp: nowSeconds + TOKEN_LIFE_SECONDS }
    return {
      iss: issuer,
      aud: audience,
      sub: 'core-banking',
      ...times,
      tenantId: 'DEFAULT',
      claims: [],
      ...changes,
    }
  }
  const token = (changes: TokenPart = {}, headerChanges: TokenPart = {}): string => {
    const { alg, keyId, privateKey } = newestOf(keys)
    return signToken({ alg, typ: 'JWT', kid: keyId, ...headerChanges }, claims(changes), { alg, privateKey })
  }
  const addKey = (alg = 'RS256'): TestKey => {
    keyCount += 1
    const key = { keyId: `key-${keyCount}`, alg, ...generateKeys(alg) }
    keys.push(key)
    return key
  }
  addKey()
  return {
    issuer,
    audience,
    keys,
    claims,
    token,
    bearer: (changes, headerChanges) => `Bearer ${token(changes, headerChanges)}`,
    addKey,
    withdrawKey: (keyId) => {
      keys.splice(0, keys.length, ...keys.filter((key) => key.keyId !== keyId))
    },
    jwks: () => JSON.stringify({ keys: keys.map(publicJwk) }),
    publicKeyPem: () =>
      keys.map(({ publicKey }) => publicKey.export({ type: 'spki', format: 'pem' })).join(''),
  }
}

function newestOf(keys: readonly TestKey[]): TestKey {
  const newest = keys.at(-1)
  if (newest === undefined) {
    throw new TypeError('An issuer without keys signs nothing')
  }
  return newest
}

function publicJwk({ keyId, alg, publicKey }: TestKey): object {
  return { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg, use: 'sig' }
}

function generateKeys(alg: string): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  if (alg === 'ES256') {
    return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }
  return alg === 'EdDSA'
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('rsa', { modulusLength: RSA_MODULUS_BITS })
}
