import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseJwks } from './parse-jwks.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const jwk = rsa.publicKey.export({ format: 'jwk' })
const good = { ...jwk, kid: 'good' }

function parsedIds(...keys: readonly object[]): readonly (string | undefined)[] {
  return parseJwks(JSON.stringify({ keys: [...keys, good] })).map(({ keyId }) => keyId)
}

describe('a set of keys', () => {
  it('may say what a key is for', () => {
    const [key] = parseJwks(
      JSON.stringify({ keys: [{ ...good, alg: 'PS256', use: 'sig', key_ops: ['verify'] }] }),
    )
    expect(key?.algorithms).toEqual(['PS256'])
  })

  it('may leave a key without a name', () => {
    expect(parsedIds(jwk)).toEqual([undefined, 'good'])
  })

  it.each<[string, object]>([
    ['is for encryption', { ...jwk, use: 'enc' }],
    ['is for an algorithm that we do not take', { ...jwk, alg: 'RSA-OAEP' }],
    ['is for signing only', { ...jwk, key_ops: ['sign'] }],
    ['is no secret any longer', { ...rsa.privateKey.export({ format: 'jwk' }) }],
    ['is a secret', { kty: 'oct', k: 'AAAA' }],
    ['is of a kind of the future', { kty: 'AKP', pub: 'AAAA' }],
    ['is broken', { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }],
    ['is weak', generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' })],
    ['is no key', { kid: 7 }],
    ['is no object', []],
  ])('loses a key that %s', (_what, key) => {
    expect(parsedIds({ kid: 'bad', ...key })).toEqual(['good'])
  })
})
