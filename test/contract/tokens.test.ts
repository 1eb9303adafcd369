import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator, createTokenVerifier } from '@pantau/auth'
import { createLogger } from '@pantau/service-runtime'
import { createTestIssuer } from '@pantau/testkit'
import type { TokenPart } from '@pantau/testkit'
import { startContractSystem } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { testPayment } from './test-payment.ts'

/** Tokens as the login service of Tazama signs them: RS256, no key id, the provider's own token inside. */

const issuer = createTestIssuer()
const SEND = ['POST_V1_EVALUATE_ISO20022_PACS_008_001_10', 'POST_V1_EVALUATE_ISO20022_PACS_002_001_12']
const READ = ['GET_V1_GETREPORTBYMSGID']

let system: ContractSystem
beforeAll(async () => {
  const { log } = createLogger({ service: 'tokens', version: '0', instance: 'test', level: 'silent' })
  const verifier = createTokenVerifier({
    source: { kind: 'publicKey', pem: issuer.publicKeyPem() },
    clockToleranceSeconds: 0,
    cacheMax: 100,
    now: Date.now,
    log,
  })
  system = await startContractSystem({ authenticator: createAuthenticator({ enabled: true, verifier }) })
})
afterAll(() => system?.stop())

/** An `Authorization` header. */
function bearer(changes: TokenPart): string {
  const claims = {
    iss: 'http://localhost:8080/realms/tazama',
    aud: undefined,
    sub: undefined,
    sid: '51f0a1c2-6d30-4b1e-8f42-9c0d5e7a1b23',
    clientId: 'f2b1c3d4-0000-4000-8000-123456789abc',
    tokenString: `eyJhbGciOiJSUzI1NiJ9.${'a'.repeat(3_000)}.c2ln`,
    tenantId: 'DEFAULT',
    claims: ['default-roles-tazama', 'offline_access', ...SEND, ...READ],
    ...changes,
  }
  return issuer.bearer(claims, { kid: undefined })
}

async function statusesWith(authorization: string): Promise<readonly number[]> {
  const payment = testPayment()
  const path = '/v1/admin/reports/getreportbymsgid?msgid=none'
  const sent = await system.send(payment.transfer, { authorization })
  const read = await system.ask({ method: 'GET', path, headers: { authorization } })
  for (const answer of [sent, read]) {
    if (answer.status === 401) {
      expect(answer.text).toBe('{"error":"Unauthorized"}')
    }
  }
  return [sent.status, read.status]
}

describe('a token', () => {
  it.each<[string, TokenPart, readonly number[]]>([
    ['opens what its claims name', {}, [200, 204]],
    ['opens nothing that they do not name', { claims: SEND }, [200, 401]],
    ['opens nothing without claims', { claims: [] }, [401, 401]],
    ['of the past opens nothing', { exp: 1_700_000_000 }, [401, 401]],
    ['without a tenant opens nothing', { tenantId: undefined }, [401, 401]],
  ])('%s', async (_what, changes, statuses) => {
    expect(await statusesWith(bearer(changes))).toEqual(statuses)
  })

  it('that somebody else signed opens nothing', async () => {
    const stranger = createTestIssuer()
    expect(await statusesWith(stranger.bearer({ claims: [...SEND, ...READ] }))).toEqual([401, 401])
  })

  it('shows the messages of its tenant only', async () => {
    const payment = testPayment()
    const mine = { authorization: bearer({}) }
    for (const message of [payment.transfer, payment.status]) {
      expect((await system.send(message, mine)).status).toBe(200)
    }
    expect((await system.report(payment.messageId, mine)).transaction.TenantId).toBe('DEFAULT')
    const path = `/v1/admin/reports/getreportbymsgid?msgid=${payment.messageId}`
    const theirs = { authorization: bearer({ tenantId: 'tenant-001' }) }
    expect((await system.ask({ method: 'GET', path, headers: theirs })).status).toBe(204)
  })
})
