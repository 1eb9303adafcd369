import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestIssuer, forgedBearers, signToken } from '@pantau/testkit'
import { UNAUTHORIZED_REASONS, UnauthorizedError } from '../src/index.ts'
import { refusalOf, startVerifier } from './start-verifier.ts'
import type { StartedVerifier } from './start-verifier.ts'

const GOOD = { claims: ['POST_X'] }
const issuer = createTestIssuer()

let verifier: StartedVerifier
beforeAll(async () => {
  verifier = await startVerifier(issuer)
})
afterAll(() => verifier.stop())

describe('a caller', () => {
  it('is known by a good token', async () => {
    expect(await refusalOf(verifier, issuer.bearer(GOOD))).toBe('accepted')
  })

  it('is nobody without a token', async () => {
    expect(await refusalOf(verifier, undefined)).toBe('token_missing')
  })
})

describe('a forged token is refused', () => {
  it.each(forgedBearers(issuer, GOOD))('$what: $reason', async ({ header, reason }) => {
    expect(await refusalOf(verifier, header)).toBe(reason)
    expect(UNAUTHORIZED_REASONS).toContain(reason)
  })

  it('when its algorithm is not the one that the key is for', async () => {
    const [key] = issuer.keys
    expect(key?.alg).toBe('RS256')
    const header = { alg: 'PS256', kid: key?.keyId }
    const signedWith =
      key === undefined ? 'unsigned' : ({ alg: 'PS256', privateKey: key.privateKey } as const)
    const token = signToken(header, issuer.claims(GOOD), signedWith)
    expect(await refusalOf(verifier, `Bearer ${token}`)).toBe('key_unknown')
  })

  it('with an error that holds nothing of the token', async () => {
    const token = issuer.token({ ...GOOD, exp: 1, name: 'Sari Dewi' })
    const error = await verifier.verify(`Bearer ${token}`).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnauthorizedError)
    expect(error).toMatchObject({ message: 'Unauthorized', statusCode: 401, reason: 'expired' })
    expect(error).not.toHaveProperty('cause')
  })
})

function withFlippedBit(part: Buffer, offset: number, bit: number): Buffer {
  const changed = Buffer.from(part)
  changed.writeUInt8(part.readUInt8(offset) ^ (1 << bit), offset)
  return changed
}

describe('whatever is sent', () => {
  it('is refused, and nothing breaks', async () => {
    const part = fc.oneof(
      fc.base64String().map((text) => text.replaceAll('=', '')),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    )
    const token = fc.tuple(part, part, part).map((parts) => `Bearer ${parts.join('.')}`)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          token,
          fc.string(),
          fc.string().map((text) => `Bearer ${text}`),
        ),
        async (header) => {
          expect(await refusalOf(verifier, header)).not.toBe('accepted')
        },
      ),
      { numRuns: 500 },
    )
  })

  it('does not pass when any bit of a good token is another', async () => {
    const token = issuer.token(GOOD)
    const [head = '', payload = '', signature = ''] = token.split('.')
    const bytes = [head, payload, signature].map((part) => Buffer.from(part, 'base64url'))
    const places = bytes.flatMap((part, index) => [...part.keys()].map((offset) => ({ index, offset })))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.integer({ min: 0, max: 7 }), async (place, bit) => {
        const changed = bytes.map((part, index) =>
          index === place.index ? withFlippedBit(part, place.offset, bit) : part,
        )
        const text = changed.map((part) => part.toString('base64url')).join('.')
        expect(await refusalOf(verifier, `Bearer ${text}`)).not.toBe('accepted')
      }),
      { numRuns: 300 },
    )
  })
})
