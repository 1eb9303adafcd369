import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestIssuer, signToken, startJwksServer, waitUntil } from '@pantau/testkit'
import type { JwksAnswer, TestIssuer } from '@pantau/testkit'
import { CACHE_TTL_MS_MAX, KeysUnavailableError } from '../src/index.ts'
import { KEEP_MAX_MS, LOOK_AGAIN_AFTER_MS, REFRESH_AFTER_MS } from '../src/keys/refreshing-keys.ts'
import { handVerifier, refusalOf, startVerifier } from './start-verifier.ts'
import type { HandClock, StartedVerifier } from './start-verifier.ts'

const MINUTE_MS = 60_000

let clock: HandClock
let issuer: TestIssuer
let verifier: StartedVerifier
beforeEach(async () => {
  clock = { nowMs: Date.now() }
  issuer = createTestIssuer({ now: () => clock.nowMs })
  verifier = await startVerifier(issuer, clock)
})
afterEach(() => verifier.stop())

describe('keys from the issuer', () => {
  it('are read before the first token', async () => {
    await verifier.prepare()
    expect(verifier.server.requestCount).toBe(1)
    expect(await refusalOf(verifier, issuer.bearer())).toBe('accepted')
    expect(verifier.server.requestCount).toBe(1)
  })

  it('are read once for tokens that come together', async () => {
    const bearers = Array.from({ length: 20 }, (_, index) => issuer.bearer({ sub: `caller ${index}` }))
    const refusals = await Promise.all(bearers.map((bearer) => refusalOf(verifier, bearer)))
    expect(new Set(refusals)).toEqual(new Set(['accepted']))
    expect(verifier.server.requestCount).toBe(1)
  })

  it('rotate without a restart', async () => {
    await verifier.prepare()
    const old = issuer.bearer()
    issuer.addKey('ES256')
    clock.nowMs += LOOK_AGAIN_AFTER_MS
    expect(await refusalOf(verifier, issuer.bearer())).toBe('accepted')
    expect(await refusalOf(verifier, old)).toBe('accepted')
    expect(verifier.server.requestCount).toBe(2)
  })

  it('are looked for once in a while, however many tokens name keys that nobody knows', async () => {
    await verifier.prepare()
    clock.nowMs += LOOK_AGAIN_AFTER_MS
    for (let index = 0; index < 50; index += 1) {
      expect(await refusalOf(verifier, issuer.bearer({}, { kid: `guess ${index}` }))).toBe('key_unknown')
    }
    expect(verifier.server.requestCount).toBe(2)
    clock.nowMs += LOOK_AGAIN_AFTER_MS
    await refusalOf(verifier, issuer.bearer({}, { kid: 'guess' }))
    expect(verifier.server.requestCount).toBe(3)
  })

  it('are found under a name that had another key before', async () => {
    const bearerOf = (signer: TestIssuer): string => signer.bearer({ iss: issuer.issuer })
    const restored = createTestIssuer({ now: () => clock.nowMs })
    await verifier.prepare()
    verifier.server.answerWith({ status: 200, body: restored.jwks() })
    clock.nowMs += LOOK_AGAIN_AFTER_MS
    expect(await refusalOf(verifier, bearerOf(restored))).toBe('accepted')
    expect(await refusalOf(verifier, bearerOf(issuer))).toBe('signature_invalid')
  })

  it('that are withdrawn stop working, also for tokens that are remembered', async () => {
    const withdrawn = issuer.addKey()
    const { keyId: kid } = withdrawn
    let count = 0
    const bearerOfWithdrawn = (): string => {
      count += 1
      const claims = issuer.claims({ jti: `token ${count}`, exp: clock.nowMs / 1_000 + 3_600 })
      return `Bearer ${signToken({ alg: withdrawn.alg, kid }, claims, withdrawn)}`
    }
    await verifier.prepare()
    const remembered = bearerOfWithdrawn()
    expect(await refusalOf(verifier, remembered)).toBe('accepted')
    issuer.withdrawKey(kid)
    clock.nowMs += REFRESH_AFTER_MS + 1
    expect(await refusalOf(verifier, bearerOfWithdrawn())).toBe('key_unknown')
    expect(await refusalOf(verifier, remembered)).toBe('key_unknown')
    expect(verifier.server.requestCount).toBe(2)
  })
})

describe('an issuer that is away', () => {
  it('for 15 minutes breaks nothing that its known keys have signed', async () => {
    await verifier.prepare()
    await verifier.server.stop()
    for (let minute = 0; minute < 15; minute += 1) {
      clock.nowMs += MINUTE_MS
      expect(await refusalOf(verifier, issuer.bearer({ sub: `minute ${minute}` }))).toBe('accepted')
    }
    await waitUntil(() => verifier.logged.length > 0, { what: 'the outage to be logged' })
    await verifier.server.startAgain()
    issuer.addKey()
    // The first look may be one that began while the issuer was away.
    await waitUntil(
      async () => {
        clock.nowMs += LOOK_AGAIN_AFTER_MS
        return (await refusalOf(verifier, issuer.bearer())) === 'accepted'
      },
      { what: 'the new key' },
    )
    expect(verifier.logged.at(-1)).toBe('the keys that tokens are checked with can be read again')
  })

  it('for more than a day is not believed any longer', async () => {
    await verifier.prepare()
    await verifier.server.stop()
    clock.nowMs += KEEP_MAX_MS
    expect(await refusalOf(verifier, issuer.bearer())).toBe('accepted')
    clock.nowMs += MINUTE_MS + CACHE_TTL_MS_MAX
    expect(await refusalOf(verifier, issuer.bearer())).toBe('keys_unavailable')
    await verifier.server.startAgain()
    clock.nowMs += LOOK_AGAIN_AFTER_MS
    expect(await refusalOf(verifier, issuer.bearer())).toBe('accepted')
  })

  it('from the start lets nobody in, until it comes', async () => {
    await verifier.server.stop()
    await expect(verifier.prepare()).rejects.toThrow(KeysUnavailableError)
    expect(await refusalOf(verifier, issuer.bearer())).toBe('keys_unavailable')
    await verifier.server.startAgain()
    await verifier.prepare()
    expect(await refusalOf(verifier, issuer.bearer())).toBe('accepted')
  })

  it.each<[string, JwksAnswer]>([
    ['an error', { status: 503, body: '' }],
    ['no JSON', { status: 200, body: '<html/>' }],
    ['no set of keys', { status: 200, body: '{"keys":{}}' }],
    ['no keys', { status: 200, body: '{"keys":[]}' }],
    ['secrets', { status: 200, body: '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}' }],
    ['more than a set of keys', { status: 200, body: `{"keys":["${'x'.repeat(300_000)}"]}` }],
    [
      'too many keys',
      { status: 200, body: JSON.stringify({ keys: Array.from({ length: 33 }, () => ({})) }) },
    ],
  ])('in that it answers %s breaks nothing', async (_what, answer) => {
    await verifier.prepare()
    verifier.server.answerWith(answer)
    await expect(verifier.prepare()).rejects.toThrow(KeysUnavailableError)
    expect(await refusalOf(verifier, issuer.bearer())).toBe('accepted')
  })

  it('is not looked for elsewhere', async () => {
    const attacker = createTestIssuer()
    const elsewhere = await startJwksServer(() => attacker.jwks())
    verifier.server.answerWith({ status: 302, body: '', headers: { location: elsewhere.url } })
    await expect(verifier.prepare()).rejects.toThrow(KeysUnavailableError)
    expect(elsewhere.requestCount).toBe(0)
    await elsewhere.stop()
  })
})

describe('keys in a file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pantau-auth-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('rotate without a restart', async () => {
    const path = join(folder, 'public.pem')
    await writeFile(path, issuer.publicKeyPem())
    const fromFile = handVerifier({ kind: 'publicKey', path }, clock)
    await fromFile.prepare()
    issuer.addKey()
    await writeFile(path, issuer.publicKeyPem())
    expect(await refusalOf(fromFile, issuer.bearer())).toBe('signature_invalid')
    clock.nowMs += LOOK_AGAIN_AFTER_MS
    expect(await refusalOf(fromFile, issuer.bearer())).toBe('accepted')
  })

  it('survive that the file is being replaced', async () => {
    const path = join(folder, 'public.pem')
    await writeFile(path, issuer.publicKeyPem())
    const fromFile = handVerifier({ kind: 'publicKey', path }, clock)
    await fromFile.prepare()
    await rm(path)
    clock.nowMs += REFRESH_AFTER_MS + 1
    expect(await refusalOf(fromFile, issuer.bearer())).toBe('accepted')
  })

  it('must be there at the start', async () => {
    const path = join(folder, 'nowhere.pem')
    const missing = handVerifier({ kind: 'publicKey', path }, clock)
    await expect(missing.prepare()).rejects.toThrow(path)
  })
})
