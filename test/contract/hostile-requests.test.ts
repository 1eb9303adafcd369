import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator, createTokenVerifier, routePrivileges } from '@pantau/auth'
import { createLogger } from '@pantau/service-runtime'
import { readLedger } from '@pantau/store'
import {
  createTestIssuer,
  pacs002Document,
  pacs008Document,
  pain001Document,
  pain013Document,
  waitUntil,
} from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { hostileRequest, writeRequest } from './hostile-request-arbitrary.ts'
import { rawExchange } from './raw-exchange.ts'
import type { RawAnswer } from './raw-exchange.ts'
import { startContractSystem, TENANT } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { startLogin } from './start-login.ts'
import type { Login } from './start-login.ts'
import { sendPayment, testPayment } from './test-payment.ts'

/** Whatever comes over a socket, to whichever route: it is answered or cut, nothing fails without a reason, and work goes on. */

type Service = 'ingress' | 'administration' | 'login'
interface Route {
  readonly method: string
  readonly path: string
}

const get = (...paths: readonly string[]): readonly Route[] => paths.map((path) => ({ method: 'GET', path }))
const DOCUMENTATION = [
  '/documentation',
  '/documentation/json',
  '/documentation/yaml',
  '/documentation/static/index.css',
]
const OPEN = get('/', '/health', '/ready', ...DOCUMENTATION, '/metrics', '/nowhere')
const PRIVILEGED: readonly Route[] = routePrivileges
const ROUTES: Readonly<Record<Service, readonly Route[]>> = {
  ingress: [...OPEN, ...PRIVILEGED.filter(({ path }) => path.startsWith('/v1/evaluate/'))],
  administration: [...OPEN, ...PRIVILEGED.filter(({ path }) => path.startsWith('/v1/admin/'))],
  login: [
    ...get('/', '/health', '/.well-known/jwks.json', '/v1/auth/user/:rolename', '/nowhere'),
    { method: 'POST', path: '/v1/auth/login' },
  ],
}
const RUNS: Readonly<Record<Service, number>> = { ingress: 2_000, administration: 2_500, login: 100 }
const SERVICES: readonly Service[] = ['ingress', 'administration', 'login']

/** After this much silence, what was no request is over. */
const QUIET_MS = 100

const issuer = createTestIssuer()
const EVERYTHING = routePrivileges.map(({ privilege }) => privilege)
const authorization = issuer.bearer({ claims: EVERYTHING })
const HOSTILE_NAME = "'; DROP TABLE raw_history.message; -- \u202e\u{1d54f}"
/** A tenant that hostile requests do not come from, since they may well deactivate their own configuration. */
const BYSTANDER = 'bystander'

let system: ContractSystem
let login: Login
beforeAll(async () => {
  const { log } = createLogger({ service: 'hostile', version: '0', instance: 'test', level: 'silent' })
  const verifier = createTokenVerifier({
    source: { kind: 'publicKey', pem: issuer.publicKeyPem() },
    clockToleranceSeconds: 60,
    cacheMax: 100,
    now: Date.now,
    log,
  })
  const authenticator = createAuthenticator({ enabled: true, verifier })
  const set = defaultConfigurationSet()
  const configurations = { [TENANT]: set, [BYSTANDER]: set }
  ;[system, login] = await Promise.all([
    startContractSystem({ quoting: true, authenticator, configurations }),
    startLogin(),
  ])
  for (const document of [pain001Document, pain013Document, pacs008Document, pacs002Document]) {
    const message = document({ endToEndId: HOSTILE_NAME })
    expect((await system.send(message, { authorization })).status).toBe(200)
  }
})
afterAll(async () => {
  await login?.stop()
  await system?.stop()
})

function urlOf(service: Service): string {
  return { ingress: system.url, administration: system.adminUrl, login: login.url }[service]
}

/** The 5xx answers that the interfaces document: what conditions may not be, and nobody to tell of a reload. */
function isExplained({ status, text }: RawAnswer): boolean {
  if (status === undefined || status < 500) {
    return true
  }
  return status === 500
    ? /"message":"Error: (Inception|Expiration|event type|the provided|entity was not|account was not)/.test(
        text,
      )
    : status === 503 && text.includes('service channel unavailable')
}

describe.each(SERVICES)('any request to the %s', (service) => {
  it('is answered, and never fails without a reason', { timeout: 300_000 }, async () => {
    const statuses = new Set<number | undefined>()
    const request = hostileRequest(ROUTES[service], [['authorization', authorization]])
    await fc.assert(
      fc.asyncProperty(request, async (hostile) => {
        const answer = await rawExchange(urlOf(service), writeRequest(hostile))
        statuses.add(answer.status)
        expect(answer.status, 'no answer').toBeDefined()
        expect(isExplained(answer), answer.text).toBe(true)
      }),
      { numRuns: RUNS[service], endOnFailure: true },
    )
    // The requests got behind the first check.
    for (const status of service === 'login' ? [200, 400, 404] : [200, 400, 401, 404]) {
      expect(statuses).toContain(status)
    }
  })
})

const POST = `POST /v1/evaluate/iso20022/pacs.002.001.12 HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n`

const MALFORMED: readonly [string, string | Buffer][] = [
  ['nothing', ''],
  ['empty lines', '\r\n\r\n\r\n\r\n'],
  ['no version', 'GET /\r\n\r\n'],
  ['an unknown version', 'GET / HTTP/9.9\r\nhost: a\r\n\r\n'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a TLS greeting', Buffer.from('160301020001000001fc0303', 'hex')],
  ['no host', 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n'],
  ['two hosts', 'GET /health HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n'],
  ['a header without a name', 'GET /health HTTP/1.1\r\nhost: a\r\n: b\r\n\r\n'],
  ['a header that is folded', 'GET /health HTTP/1.1\r\nhost: a\r\nx: y\r\n z\r\nconnection: close\r\n\r\n'],
  ['a NUL in a header', 'GET /health HTTP/1.1\r\nhost: a\r\nx: a\0b\r\n\r\n'],
  ['a NUL in the path', 'GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n'],
  ['a path without end', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: a\r\n\r\n`],
  ['a header without end', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(200_000)}\r\n\r\n`],
  ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\n${'x: y\r\n'.repeat(20_000)}\r\n`],
  [
    'an absolute target',
    'GET http://attacker.example/health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
  ],
  ['no target', 'OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'],
  ['a tunnel', 'CONNECT attacker.example:443 HTTP/1.1\r\nhost: a\r\n\r\n'],
  [
    'another protocol',
    'GET /health HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
  ],
  ['two lengths', `${POST}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`],
  ['a negative length', `${POST}content-length: -2\r\n\r\n{}`],
  ['a length that is no number', `${POST}content-length: 2x\r\n\r\n{}`],
  ['a length beyond all numbers', `${POST}content-length: ${'9'.repeat(30)}\r\n\r\n{}`],
  [
    'a length and chunks',
    `${POST}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\n\r\n`,
  ],
  ['chunks that are none', `${POST}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ['a chunk beyond all numbers', `${POST}transfer-encoding: chunked\r\n\r\n${'f'.repeat(20)}\r\n{}\r\n`],
  ['chunks with trailers', `${POST}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nx: y\r\n\r\n`],
  ['an unknown transfer encoding', `${POST}transfer-encoding: gzip\r\n\r\n{}`],
  ['half a body', `${POST}content-length: 1000\r\n\r\n{"FIToFIPmtSts":`],
  ['an expectation', `${POST}expect: 100-continue\r\ncontent-length: 2\r\n\r\n{}`],
  ['an unknown expectation', `${POST}expect: miracle\r\ncontent-length: 2\r\n\r\n{}`],
  ['more than fits', `${POST}content-length: 1048577\r\n\r\n${' '.repeat(1_048_577)}`],
  [
    'several requests at once',
    `${'GET /health HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(200)}${POST}content-length: 2\r\n\r\n{}`,
  ],
]

describe.each(SERVICES)('what is no request, sent to the %s', (service) => {
  it.each(MALFORMED)('%s', async (_what, bytes) => {
    const answer = await rawExchange(urlOf(service), bytes, QUIET_MS)
    expect(answer.status === undefined || answer.status < 500, answer.text).toBe(true)
    const health = await rawExchange(
      urlOf(service),
      'GET /health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
    )
    expect(health).toMatchObject({ status: 200, text: expect.stringContaining('{"status":"UP"}') })
  })
})

describe('after all of that', () => {
  it('payments are evaluated, every accepted message is accounted for, and none is in quarantine', async () => {
    const payment = testPayment()
    const headers = { authorization: issuer.bearer({ tenantId: BYSTANDER, claims: EVERYTHING }) }
    await sendPayment(system, payment, headers)
    const { report } = await system.report(payment.messageId, headers)
    expect(report.status).toBe('NALT')
    const days = await waitUntil(
      async () => {
        const read = await readLedger(system.pool)
        return read.every(({ waiting }) => waiting === 0) ? read : undefined
      },
      { what: 'every evaluation' },
    )
    expect(days.map(({ quarantined, balanced }) => ({ quarantined, balanced }))).toEqual(
      days.map(() => ({ quarantined: 0, balanced: true })),
    )
  })

  it('what was decided meanwhile can be reported, over HTTP and in SQL', async () => {
    const decided = await system.pool.query<{ readonly message_id: string }>({
      text: 'SELECT message_id FROM evaluation.record WHERE tenant_id = $1',
      values: [TENANT],
    })
    expect(decided.length).toBeGreaterThan(0)
    for (const { message_id: messageId } of decided) {
      expect((await system.report(messageId, { authorization })).transactionID).toBe(messageId)
    }
    for (const view of [
      'evaluation.evaluation',
      'event_history.transaction',
      ...['pacs002', 'pacs008', 'pain001', 'pain013'].map((name) => `raw_history.${name}`),
    ]) {
      const rows = await system.pool.query({
        text: `SELECT to_jsonb(v) FROM ${view} AS v WHERE tenantid = '${TENANT}'`,
      })
      expect(rows.length).toBeGreaterThan(0)
    }
  })
})
