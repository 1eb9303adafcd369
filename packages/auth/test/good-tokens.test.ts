import { describe, expect, it } from 'vitest'
import { createTestIssuer } from '@pantau/testkit'
import type { TokenPart } from '@pantau/testkit'
import { handVerifier, refusalOf, startVerifier } from './start-verifier.ts'
import type { HandClock } from './start-verifier.ts'

const NOW_MS = 1_800_000_000_000
const NOW_SECONDS = NOW_MS / 1_000

function clockAt(nowMs: number): HandClock {
  return { nowMs }
}

describe('a good token', () => {
  it('says who calls, for which tenant, what they may do and until when', async () => {
    const issuer = createTestIssuer({ now: () => NOW_MS })
    const verifier = await startVerifier(issuer, clockAt(NOW_MS))
    const claims = { tenantId: 'bank-1.retail_ID', claims: ['A', 'B', 'A'], sub: 'ops.lead' }
    expect(await verifier.verify(issuer.bearer(claims))).toEqual({
      tenantId: 'bank-1.retail_ID',
      claims: new Set(['A', 'B']),
      subject: 'ops.lead',
      expiresAtMs: NOW_MS + 300_000,
    })
    await verifier.stop()
  })

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('is signed with %s', async (alg) => {
    const issuer = createTestIssuer()
    issuer.addKey(alg)
    const verifier = await startVerifier(issuer)
    expect(await refusalOf(verifier, issuer.bearer())).toBe('accepted')
    await verifier.stop()
  })

  it.each<[string, TokenPart, TokenPart]>([
    ['a scheme in other letters', {}, {}],
    ['the type of an access token', {}, { typ: 'at+jwt' }],
    ['a full media type', {}, { typ: 'application/at+jwt' }],
    ['no type', {}, { typ: undefined }],
    ['no key id', {}, { kid: undefined }],
    ['several audiences', { aud: ['shop', 'pantau'] }, {}],
    ['the kind that Keycloak names', { typ: 'Bearer' }, {}],
    ['the subject of a wrapped token', { sub: undefined, clientId: 'f3a1' }, {}],
    ['no privileges', { claims: undefined }, {}],
  ])('may have %s', async (what, claims, header) => {
    const issuer = createTestIssuer()
    const verifier = await startVerifier(issuer)
    const bearer = issuer.bearer(claims, header)
    const sent = what.startsWith('a scheme') ? bearer.replace('Bearer', 'bEARER') : bearer
    expect(await refusalOf(verifier, sent)).toBe('accepted')
    await verifier.stop()
  })

  it('may keep tenant and privileges elsewhere', async () => {
    const issuer = createTestIssuer()
    const places = { tenant: 'https://bank.example/tenant', privileges: 'realm_access.roles' }
    const verifier = await startVerifier(issuer, undefined, { claimNames: places })
    const claims = {
      tenantId: 'ignored',
      'https://bank.example/tenant': 'B',
      realm_access: { roles: ['GET_X'] },
    }
    expect(await verifier.verify(issuer.bearer(claims))).toMatchObject({
      tenantId: 'B',
      claims: new Set(['GET_X']),
    })
    expect(await refusalOf(verifier, issuer.bearer())).toBe('tenant_missing')
    await verifier.stop()
  })

  it('never takes a tenant from what every object inherits', async () => {
    const issuer = createTestIssuer()
    const verifier = await startVerifier(issuer, undefined, {
      claimNames: { tenant: 'constructor.name', privileges: 'claims' },
    })
    expect(await refusalOf(verifier, issuer.bearer())).toBe('tenant_missing')
    await verifier.stop()
  })
})

describe('the clocks of issuer and service', () => {
  it.each<[TokenPart, number, string]>([
    [{ exp: NOW_SECONDS + 1 }, 0, 'accepted'],
    [{ exp: NOW_SECONDS }, 0, 'expired'],
    [{ exp: NOW_SECONDS - 29 }, 30, 'accepted'],
    [{ exp: NOW_SECONDS - 30 }, 30, 'expired'],
    [{ nbf: NOW_SECONDS }, 0, 'accepted'],
    [{ nbf: NOW_SECONDS + 1 }, 0, 'not_yet_valid'],
    [{ nbf: NOW_SECONDS + 30 }, 30, 'accepted'],
    [{ nbf: NOW_SECONDS + 31 }, 30, 'not_yet_valid'],
  ])('%j with a tolerance of %i s: %s', async (claims, clockToleranceSeconds, expected) => {
    const issuer = createTestIssuer({ now: () => NOW_MS })
    const pem = issuer.publicKeyPem()
    const verifier = handVerifier({ kind: 'publicKey', pem }, clockAt(NOW_MS), { clockToleranceSeconds })
    expect(await refusalOf(verifier, issuer.bearer(claims))).toBe(expected)
  })

  it('decide again when a remembered token has run out', async () => {
    const issuer = createTestIssuer({ now: () => NOW_MS })
    const clock = clockAt(NOW_MS)
    const verifier = handVerifier({ kind: 'publicKey', pem: issuer.publicKeyPem() }, clock)
    const bearer = issuer.bearer({ exp: NOW_SECONDS + 10, nbf: NOW_SECONDS })
    expect(await refusalOf(verifier, bearer)).toBe('accepted')
    clock.nowMs += 9_999
    expect(await refusalOf(verifier, bearer)).toBe('accepted')
    clock.nowMs += 1
    expect(await refusalOf(verifier, bearer)).toBe('expired')
    clock.nowMs = NOW_MS - 1_000
    expect(await refusalOf(verifier, bearer)).toBe('not_yet_valid')
  })
})

describe('with a public key', () => {
  it('issuer and audience count only where they are configured', async () => {
    const issuer = createTestIssuer()
    const pem = issuer.publicKeyPem()
    const clock = clockAt(Date.now())
    const elsewhere = issuer.bearer({ iss: 'https://other.example', aud: undefined })
    expect(await refusalOf(handVerifier({ kind: 'publicKey', pem }, clock), elsewhere)).toBe('accepted')
    const strict = { kind: 'publicKey', pem, issuer: issuer.issuer, audience: issuer.audience } as const
    const otherIssuer = issuer.bearer({ iss: 'https://other.example' })
    expect(await refusalOf(handVerifier(strict, clock), otherIssuer)).toBe('issuer_mismatch')
    const foreign = issuer.bearer({ aud: 'shop' })
    expect(await refusalOf(handVerifier(strict, clock), foreign)).toBe('audience_mismatch')
    expect(await refusalOf(handVerifier(strict, clock), issuer.bearer())).toBe('accepted')
  })
})
