import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseSigningKeys, SigningKeyError } from './signing-keys.ts'

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const

function rsaPem(modulusLength = 2_048): string {
  return generateKeyPairSync('rsa', { modulusLength }).privateKey.export(pkcs8).toString()
}

describe('signing keys', () => {
  it('are published, without their private parts; the last one signs', async () => {
    const [first, second] = [rsaPem(), rsaPem()]
    const keys = await parseSigningKeys(`# old\n${first}\n# new\n${second}`)
    const { jwks } = keys
    expect(jwks.keys.map((key) => Object.keys(key).sort())).toEqual([
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
      ['alg', 'e', 'kid', 'kty', 'n', 'use'],
    ])
    expect(keys.keyId).toBe(jwks.keys[1]?.kid)
    expect(jwks.keys[0]?.kid).not.toBe(jwks.keys[1]?.kid)
    expect(keys.publicPem.match(/BEGIN PUBLIC KEY/g)).toHaveLength(2)
    // The same key has the same name wherever it is.
    expect((await parseSigningKeys(first)).keyId).toBe(jwks.keys[0]?.kid)
  })

  it.each<[string, string]>([
    ['nothing', ''],
    [
      'a public key',
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['a key of another kind', generateKeyPairSync('ed25519').privateKey.export(pkcs8).toString()],
    ['a weak key', rsaPem(1_024)],
    ['nonsense', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
  ])('are not %s', async (_what, text) => {
    await expect(parseSigningKeys(text)).rejects.toThrow(SigningKeyError)
  })
})
