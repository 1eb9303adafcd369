import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAuthenticator, createTokenVerifier, privilegeOf } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { TransactionType } from '@pantau/rule-kit'
import { createLogger, createMetrics } from '@pantau/service-runtime'
import { createTestIssuer, forgedBearers } from '@pantau/testkit'
import { BODY_LIMIT_BYTES } from '@pantau/http-host'
import { createTmsServer, messagePath } from '../src/index.ts'
import { changedExample } from './change-document.ts'
import { decisionsOf } from './decisions-of.ts'
import { recordingAcceptor } from './recording-acceptor.ts'
import { openAdmission, startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const TYPE: TransactionType = 'pacs.008.001.10'
const ALL = TRANSACTION_TYPES.map((type) => privilegeOf('POST', messagePath(type)))
const issuer = createTestIssuer()
const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

function authenticatorOf(): Authenticator {
  const identity = { issuer: issuer.issuer, audience: issuer.audience }
  const verifier = createTokenVerifier({
    source: { kind: 'publicKey', pem: issuer.publicKeyPem(), ...identity },
    clockToleranceSeconds: 30,
    cacheMax: 100,
    now: Date.now,
    log,
  })
  return createAuthenticator({ enabled: true, verifier })
}

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms({}, undefined, authenticatorOf())
})
afterAll(() => tms.stop())
beforeEach(() => {
  tms.acceptor.requests.length = 0
})

type Reply = Awaited<ReturnType<StartedTms['app']['inject']>>

function post(
  authorization: string | undefined,
  type: TransactionType = TYPE,
  payload?: string,
): Promise<Reply> {
  return tms.app.inject({
    method: 'POST',
    url: messagePath(type),
    payload: payload ?? JSON.stringify(changedExample(type, {})),
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
  })
}

function expectUnauthorized(reply: Reply): void {
  expect(reply.statusCode).toBe(401)
  expect(reply.body).toBe('{"error":"Unauthorized"}')
  expect(reply.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(reply.headers['www-authenticate']).toBe('Bearer')
  expect(tms.acceptor.requests).toEqual([])
}

describe('a message', () => {
  it.each(TRANSACTION_TYPES)(
    '%s is taken from who may send it, for the tenant of the token',
    async (type) => {
      const claims = [privilegeOf('POST', messagePath(type))]
      const reply = await post(issuer.bearer({ tenantId: 'tenant-001', claims }), type)
      expect(reply.statusCode).toBe(200)
      expect(tms.acceptor.requests.map(({ tenantId }) => tenantId)).toEqual(['tenant-001'])
    },
  )

  it.each(TRANSACTION_TYPES)('%s is refused from who may do anything else', async (type) => {
    const own = privilegeOf('POST', messagePath(type))
    expectUnauthorized(await post(issuer.bearer({ claims: ALL.filter((claim) => claim !== own) }), type))
    expectUnauthorized(await post(issuer.bearer({ claims: [own.toLowerCase(), `${own} `, '*'] }), type))
    expectUnauthorized(await post(issuer.bearer({ claims: undefined }), type))
  })

  it('is refused without a token', async () => {
    expectUnauthorized(await post(undefined))
  })

  it('keeps its tenant apart from those of messages at the same time', async () => {
    const tenants = Array.from({ length: 30 }, (_, index) => `tenant-${index}`)
    await Promise.all(tenants.map((tenantId) => post(issuer.bearer({ tenantId, claims: ALL }))))
    expect(tms.acceptor.requests.map(({ tenantId }) => tenantId).sort()).toEqual(tenants.sort())
  })
})

describe('a forged token is refused', () => {
  it.each(forgedBearers(issuer, { claims: ALL }))('$what', async ({ header }) => {
    expectUnauthorized(await post(header))
  })
})

describe('a body that is no message', () => {
  it.each<[string, string, string]>([
    ['no message', '{}', 'FST_ERR_VALIDATION'],
    ['a tenant of its own', '{"TenantId":"tenant-002"}', 'FST_ERR_VALIDATION'],
    ['no JSON', '{', 'FST_ERR_CTP_INVALID_JSON_BODY'],
    ['nothing', '', 'FST_ERR_CTP_EMPTY_JSON_BODY'],
  ])('%s is answered as such, whoever sends it', async (_what, payload, code) => {
    for (const authorization of [undefined, 'Bearer a.b.c', issuer.bearer({ claims: ALL })]) {
      const reply = await post(authorization, TYPE, payload)
      expect([reply.statusCode, reply.json()]).toMatchObject([400, { statusCode: 400, code }])
    }
  })

  it('names no tenant that counts', async () => {
    const payload = JSON.stringify(changedExample(TYPE, { '/TenantId': 'tenant-002' }))
    expect((await post(issuer.bearer({ claims: ALL }), TYPE, payload)).statusCode).toBe(400)
    expect(tms.acceptor.requests).toEqual([])
  })
})

describe('without a token', () => {
  it.each(['/', '/health', '/ready'])('%s answers', async (url) => {
    expect((await tms.app.inject({ url })).statusCode).toBe(200)
  })
})

describe('an authenticator that fails', () => {
  it('lets nobody in, and is answered like any failure of ours', async () => {
    const broken: Authenticator = {
      prepare: async () => undefined,
      recall: () => undefined,
      authenticate: () => Promise.reject(new TypeError('a mistake')),
    }
    const server = await startTms({}, undefined, broken)
    const payload = changedExample(TYPE, {})
    const reply = await server.app.inject({ method: 'POST', url: messagePath(TYPE), payload })
    expect([reply.statusCode, reply.json()]).toMatchObject([500, { code: 'PANTAU_INTERNAL' }])
    expect(server.acceptor.requests).toEqual([])
    await server.stop()
  })
})

describe('refusals', () => {
  it('are counted by reason', async () => {
    const metrics = createMetrics({ name: 'tms', version: '0' })
    const server = await createTmsServer({
      acceptor: recordingAcceptor(),
      decisions: decisionsOf(async () => []),
      admission: openAdmission(),
      authenticator: authenticatorOf(),
      settings: { quoting: true, bodyLimitBytes: BODY_LIMIT_BYTES, corsDemo: false },
      log,
      metrics,
      readiness: async () => true,
    })
    const payload = changedExample(TYPE, {})
    const headers = { authorization: issuer.bearer({ exp: 1 }) }
    await server.app.inject({ method: 'POST', url: messagePath(TYPE), payload, headers })
    await server.app.inject({ method: 'POST', url: messagePath(TYPE), payload })
    const text = await metrics.render()
    expect(text).toMatch(/pantau_tms_unauthorized_total\{reason="expired",service="tms"\} 1/)
    expect(text).toMatch(/pantau_tms_unauthorized_total\{reason="token_missing",service="tms"\} 1/)
    expect(text).toMatch(/pantau_tms_requests_total\{status="401",service="tms"\} 2/)
    await server.stop()
  })
})
