import { describe, expect, it } from 'vitest'
import { createTestIssuer } from '@pantau/testkit'
import { createAuthenticator, routePrivileges, UNAUTHORIZED_BODY, UnauthorizedError } from '../src/index.ts'
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

describe('the answer to everybody else', () => {
  it('is always the same', () => {
    expect(UNAUTHORIZED_BODY).toBe('{"error":"Unauthorized"}')
  })
})
