import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator, DEFAULT_TENANT_ID, privilegeOf } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { channels } from '@pantau/contracts'
import type { AcceptedEvent } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createLogger, createMetrics } from '@pantau/service-runtime'
import {
  activateConfiguration,
  connectStore,
  createConfigurationCatalog,
  createReconciliation,
  runMigrations,
} from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import { createMemoryTransport } from '@pantau/stream'
import type { Subscription, Transport } from '@pantau/stream'
import { createTestIssuer, startPostgres, waitUntil } from '@pantau/testkit'
import type { TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { composeTms, messagePath } from '../src/index.ts'
import type { TmsComposeSettings, TmsComposition } from '../src/index.ts'
import { changedExample } from './change-document.ts'
import { tokenAuthenticator } from './token-authenticator.ts'

const TRANSFER: TransactionType = 'pacs.008.001.10'
const STATUS: TransactionType = 'pacs.002.001.12'
const SETTINGS: TmsComposeSettings = {
  host: '127.0.0.1',
  port: 0,
  tlsCertPath: undefined,
  tlsKeyPath: undefined,
  tlsClientCaPath: undefined,
  quoting: false,
  corsDemo: false,
  bodyLimitBytes: 1_048_576,
  commitBatchMax: 50,
  commitQueueMax: 1_000,
  commitConcurrency: 2,
  latencyTargetMs: 1_000,
  tenantRateMax: undefined,
  answerTimeoutMs: 5_000,
  waitMaxMs: 10_000,
  undecided: 'review',
  publishConfirmTimeoutMs: 250,
  backlogMaxMessages: 1_000,
}
const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

let postgres: TestPostgres
let pool: StorePool
let configurations: ConfigurationCatalog
beforeAll(async () => {
  postgres = await startPostgres({ private: true })
  const { url } = await postgres.createDatabase()
  await runMigrations({ url })
  pool = await connectStore({ url, applicationName: 'tms-test', poolMax: 8, statementTimeoutMs: 10_000 })
  const set = defaultConfigurationSet()
  await activateConfiguration(pool, { tenantId: DEFAULT_TENANT_ID, set, nowMs: Date.now() })
  configurations = await createConfigurationCatalog({
    pool,
    compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
    onRefreshFailed: () => undefined,
  })
})
afterAll(async () => {
  await configurations.close()
  await pool.close()
  await postgres.stop()
})

let tms: TmsComposition
let transport: Transport
let events: Subscription<AcceptedEvent>
async function start(
  changed: Partial<TmsComposeSettings> = {},
  authenticator: Authenticator = createAuthenticator({ enabled: false }),
): Promise<void> {
  transport = createMemoryTransport({ capacityMessages: 1_000, redeliverAfterMs: 60_000 })
  events = await transport.subscribe(channels.eventDirector)
  const metrics = createMetrics({ name: 'tms', version: '0' })
  const settings = { ...SETTINGS, ...changed }
  tms = await composeTms({ settings, authenticator, pool, configurations, transport, log, metrics })
  await tms.start()
}
afterEach(async () => {
  await tms.stop()
  await transport.close()
})

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly retryAfter: string | null
}

async function post(type: TransactionType, body: string, authorization = ''): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization }
  const url = `http://127.0.0.1:${tms.port()}${messagePath(type)}`
  const response = await fetch(url, { method: 'POST', headers, body })
  return {
    status: response.status,
    body: await response.json(),
    retryAfter: response.headers.get('retry-after'),
  }
}

function transfer(id: string): string {
  return JSON.stringify(
    changedExample(TRANSFER, {
      '/FIToFICstmrCdtTrf/GrpHdr/MsgId': `P8-${id}`,
      '/FIToFICstmrCdtTrf/CdtTrfTxInf/PmtId/EndToEndId': `E2E-${id}`,
    }),
  )
}

function statusReport(id: string, code = 'ACCC'): string {
  return JSON.stringify(
    changedExample(STATUS, {
      '/FIToFIPmtSts/GrpHdr/MsgId': `P2-${id}`,
      '/FIToFIPmtSts/TxInfAndSts/OrgnlEndToEndId': `E2E-${id}`,
      '/FIToFIPmtSts/TxInfAndSts/TxSts': code,
    }),
  )
}

async function recorded(messageId: string): Promise<readonly string[]> {
  const rows = await pool.query<{ readonly body: Buffer }>({
    text: 'SELECT body FROM raw_history.message WHERE message_id = $1',
    values: [messageId],
  })
  return rows.map(({ body }) => body.toString('utf8'))
}

async function nextEvents(): Promise<readonly AcceptedEvent[]> {
  const deliveries = await events.next(100)
  for (const delivery of deliveries) {
    delivery.ack()
  }
  return deliveries.map(({ message }) => message.value())
}

describe('a message', () => {
  it('is on record with its bytes when it is answered, and its event is published with the instruction', async () => {
    await start()
    expect((await post(TRANSFER, transfer('1'))).status).toBe(200)
    const body = ` ${statusReport('1')}\n`
    expect((await post(STATUS, body)).status).toBe(200)
    expect(await recorded('P2-1')).toEqual([body])
    const [event] = await nextEvents()
    expect(event).toMatchObject({
      header: { tenantId: 'DEFAULT', transactionType: STATUS, messageId: 'P2-1' },
      payment: {
        endToEndId: 'E2E-1',
        status: 'ACCC',
        instruction: {
          debtor: { accountId: '7710034512BBANMELATI01', entityId: 'CUST0001874CIF' },
          instructed: { amountMinor: 47_500_050n, currency: 'IDR' },
        },
      },
    })
    expect(event?.header.dataPreparationNs).toBeGreaterThan(0)
  })

  it('that comes again is answered alike and changes nothing; another one under its id is refused', async () => {
    await start()
    await post(TRANSFER, transfer('2'))
    const first = await post(STATUS, statusReport('2'))
    await nextEvents()
    const again = await post(STATUS, JSON.stringify(JSON.parse(statusReport('2')), undefined, 2))
    expect(again).toEqual(first)
    expect(await post(STATUS, statusReport('2', 'RJCT'))).toMatchObject({
      status: 409,
      body: { statusCode: 409, code: 'PANTAU_MESSAGE_ID_REUSED', error: 'Conflict' },
    })
    expect(await recorded('P2-2')).toEqual([statusReport('2')])
    await post(TRANSFER, transfer('2b'))
    await post(STATUS, statusReport('2b'))
    expect((await nextEvents()).map(({ header }) => header.messageId)).toEqual(['P2-2b'])
  })

  it('that comes many times at once is accepted once', async () => {
    await start()
    await post(TRANSFER, transfer('3'))
    const bodies = Array.from({ length: 40 }, (_, index) =>
      statusReport('3', index % 2 === 0 ? 'ACCC' : 'RJCT'),
    )
    const answers = await Promise.all(bodies.map((body) => post(STATUS, body)))
    const [kept] = await recorded('P2-3')
    expect(await recorded('P2-3')).toHaveLength(1)
    expect(answers.map((answer) => answer.status)).toEqual(bodies.map((body) => (body === kept ? 200 : 409)))
    expect(await nextEvents()).toHaveLength(1)
  })

  it('that comes before the payment it is about waits for it', async () => {
    await start()
    expect((await post(STATUS, statusReport('4'))).status).toBe(200)
    expect((await post(TRANSFER, transfer('4'))).status).toBe(200)
    expect((await nextEvents()).map(({ header }) => header.messageId)).toEqual(['P2-4'])
  })

  it('that is refused leaves no trace', async () => {
    await start()
    const body = statusReport('5').replace('2026-11-04T02:31:15.118Z', '2026-02-31T00:00:00Z')
    expect((await post(STATUS, body)).status).toBe(400)
    expect(await recorded('P2-5')).toEqual([])
  })
})

describe('while something is away', () => {
  it('the broker: messages are accepted, and owed', async () => {
    await start({ publishConfirmTimeoutMs: 20 })
    await transport.close()
    await post(TRANSFER, transfer('6'))
    expect((await post(STATUS, statusReport('6'))).status).toBe(200)
    const owed = await createReconciliation(pool).findOverdue({ olderThanMs: 0, limit: 1_000, exclude: [] })
    expect(owed.map(({ key }) => key.messageId)).toContain('P2-6')
    const ready = await fetch(`http://127.0.0.1:${tms.port()}/ready`)
    expect(ready.status).toBe(200)
  })

  it('the evaluation: messages are refused once too many wait', async () => {
    await start({ backlogMaxMessages: 1 })
    const refused = await waitUntil(
      async () => {
        const answer = await post(TRANSFER, transfer('7'))
        return answer.status === 503 ? answer : undefined
      },
      { what: 'a full backlog' },
    )
    expect(refused).toMatchObject({ body: { code: 'PANTAU_OVERLOADED' } })
    expect(Number(refused.retryAfter)).toBeGreaterThanOrEqual(5)
    expect(Number(refused.retryAfter)).toBeLessThanOrEqual(10)
  })

  it('the database: messages are refused for now, and accepted when it is back', async () => {
    await start()
    await postgres.kill()
    const away = await post(TRANSFER, transfer('8'))
    expect(away).toMatchObject({ status: 503, body: { code: 'PANTAU_UNAVAILABLE' } })
    expect(Number(away.retryAfter)).toBeGreaterThanOrEqual(1)
    expect((await fetch(`http://127.0.0.1:${tms.port()}/ready`)).status).toBe(503)
    expect((await fetch(`http://127.0.0.1:${tms.port()}/health`)).status).toBe(200)
    await postgres.restart()
    await waitUntil(async () => (await post(TRANSFER, transfer('8'))).status === 200, { what: 'acceptance' })
    expect(await recorded('P8-8')).toEqual([transfer('8')])
  })
})

describe('the service', () => {
  it('finishes what it has when it stops', async () => {
    await start()
    const answers = Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => post(TRANSFER, transfer(`9-${index}`))),
    )
    await waitUntil(async () => (await recorded('P8-9-0')).length === 1, { what: 'the first of them' })
    await tms.stop()
    // Connections that nobody has read from yet are cut.
    const statuses = (await answers).map((answer) =>
      answer.status === 'fulfilled' ? answer.value.status : 'not taken',
    )
    for (const [index, answered] of statuses.entries()) {
      expect((await recorded(`P8-9-${index}`)).length === 1).toBe(answered === 200)
    }
  })
})

describe('two tenants', () => {
  it('may use the same identifications: their messages are other messages', async () => {
    const other = 'tenant-002'
    const set = defaultConfigurationSet()
    await activateConfiguration(pool, { tenantId: other, set, nowMs: Date.now() })
    await configurations.refresh()
    const issuer = createTestIssuer()
    await start({}, tokenAuthenticator(issuer))
    const claims = [TRANSFER, STATUS].map((type) => privilegeOf('POST', messagePath(type)))
    const bearerOf = (tenantId: string): string => issuer.bearer({ tenantId, claims })
    for (const [tenantId, code] of [
      [DEFAULT_TENANT_ID, 'ACCC'],
      [other, 'RJCT'],
    ] as const) {
      expect((await post(TRANSFER, transfer('t'), bearerOf(tenantId))).status).toBe(200)
      expect((await post(STATUS, statusReport('t', code), bearerOf(tenantId))).status).toBe(200)
    }
    expect(await recorded('P2-t')).toHaveLength(2)
    const published = (await nextEvents()).map(({ header, payment }) => [header.tenantId, payment.status])
    expect(published).toEqual([
      [DEFAULT_TENANT_ID, 'ACCC'],
      [other, 'RJCT'],
    ])
    expect((await post(STATUS, statusReport('t', 'ACCC'), bearerOf(other))).status).toBe(409)
  })
})
