import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { KeysUnavailableError } from './keys-unavailable-error.ts'
import { parsePublicKeyPem } from './parse-public-key-pem.ts'

const spki = { type: 'spki', format: 'pem' } as const
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const ed25519 = generateKeyPairSync('ed25519')

describe('a PEM text', () => {
  it('holds public keys of several kinds, with text around them', () => {
    const pkcs1 = rsa.publicKey.export({ type: 'pkcs1', format: 'pem' })
    const text = `new key\n${ed25519.publicKey.export(spki)}\nold key\n${pkcs1}`
    expect(parsePublicKeyPem(text).map(({ keyId, algorithms }) => ({ keyId, algorithms }))).toEqual([
      { keyId: undefined, algorithms: ['EdDSA'] },
      { keyId: undefined, algorithms: ['RS256', 'PS256'] },
    ])
  })

  it.each<[string, string]>([
    ['nothing', ''],
    ['something else', 'ssh-rsa AAAA'],
    ['a private key', rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['an old private key', rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['nonsense', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'],
    ['a weak key', generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export(spki).toString()],
    ['a key for exchanges', generateKeyPairSync('x25519').publicKey.export(spki).toString()],
    [
      'a key of another curve',
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export(spki).toString(),
    ],
    ['too many keys', ed25519.publicKey.export(spki).toString().repeat(33)],
  ])('is refused when it holds %s', (_what, text) => {
    expect(() => parsePublicKeyPem(text)).toThrow(KeysUnavailableError)
  })
})
