import { describe, expect, it } from 'vitest'
import { createTestIssuer } from '@pantau/testkit'
import {
  configuredAuthenticator,
  createAuthenticator,
  routePrivileges,
  UNAUTHORIZED_BODY,
  UnauthorizedError,
} from '../src/index.ts'
import { startVerifier } from './start-verifier.ts'

const PRIVILEGE = 'POST_V1_EVALUATE_ISO20022_PACS_002_001_12'

describe('while callers are not authenticated', () => {
  it('anybody may do everything for the tenant DEFAULT, whatever they send', async () => {
    const authenticator = createAuthenticator({ enabled: false })
    await authenticator.prepare()
    for (const { privilege } of routePrivileges) {
      const principal = await authenticator.authenticate('Bearer nonsense', privilege)
      expect(principal.tenantId).toBe('DEFAULT')
      expect(principal.claims.has(privilege)).toBe(true)
    }
  })
})

describe('an authenticated caller', () => {
  it('may do what the token lists, and nothing else', async () => {
    const issuer = createTestIssuer()
    const verifier = await startVerifier(issuer)
    const authenticator = createAuthenticator({ enabled: true, verifier })
    await authenticator.prepare()
    const bearer = issuer.bearer({ tenantId: 'B', claims: [PRIVILEGE, 'offline_access'] })
    expect(await authenticator.authenticate(bearer, PRIVILEGE)).toMatchObject({ tenantId: 'B' })
    for (const { privilege } of routePrivileges.filter((row) => row.privilege !== PRIVILEGE)) {
      const refusal = authenticator.authenticate(bearer, privilege)
      await expect(refusal).rejects.toMatchObject({ reason: 'privilege_missing', statusCode: 401 })
    }
    await expect(authenticator.authenticate(undefined, PRIVILEGE)).rejects.toThrow(UnauthorizedError)
    await verifier.stop()
  })
})

describe('the authenticator that settings ask for', () => {
  const settings = {
    authTenantClaim: 'organisation.id',
    authPrivilegesClaim: 'realm_access.roles',
    authClockToleranceMs: 30_000,
    authCacheMax: 10,
  }
  const warnings: string[] = []
  const log = {
    info: () => undefined,
    warn: (_fields: unknown, message: string) => {
      warnings.push(message)
    },
  }

  it('reads tokens as they say', async () => {
    const issuer = createTestIssuer()
    const source = { kind: 'publicKey', pem: issuer.publicKeyPem() } as const
    const authenticator = configuredAuthenticator({ source, settings, now: Date.now, log })
    const nowSeconds = Math.floor(Date.now() / 1_000)
    const claims = { organisation: { id: 'B' }, realm_access: { roles: [PRIVILEGE] }, exp: nowSeconds - 20 }
    expect(await authenticator.authenticate(issuer.bearer(claims), PRIVILEGE)).toMatchObject({
      tenantId: 'B',
    })
    const late = issuer.bearer({ ...claims, exp: nowSeconds - 40 })
    await expect(authenticator.authenticate(late, PRIVILEGE)).rejects.toMatchObject({ reason: 'expired' })
    expect(warnings).toEqual([])
  })

  it('warns when it lets everybody in', async () => {
    const authenticator = configuredAuthenticator({ source: undefined, settings, now: Date.now, log })
    expect(await authenticator.authenticate(undefined, PRIVILEGE)).toMatchObject({ tenantId: 'DEFAULT' })
    expect(warnings).toHaveLength(1)
  })
})

describe('the answer to everybody else', () => {
  it('is always the same', () => {
    expect(UNAUTHORIZED_BODY).toBe('{"error":"Unauthorized"}')
  })
})
