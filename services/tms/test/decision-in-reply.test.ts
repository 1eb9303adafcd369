import { createAuthenticator, DEFAULT_TENANT_ID } from '@pantau/auth'
import { channels } from '@pantau/contracts'
import type { AcceptedEvent, EvaluationHeader } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createLogger, createMetrics, parseSettings } from '@pantau/service-runtime'
import type { Metrics } from '@pantau/service-runtime'
import {
  activateConfiguration,
  connectStore,
  createConfigurationCatalog,
  createEvaluationWriter,
  createQuarantine,
  evaluationIdFor,
  runMigrations,
} from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import { createMemoryTransport } from '@pantau/stream'
import type { Subscription, Transport } from '@pantau/stream'
import { startPostgres, waitUntil } from '@pantau/testkit'
import type { TestPostgres } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { composeTms, messagePath, settings as schema } from '../src/index.ts'
import type { TmsComposeSettings, TmsComposition } from '../src/index.ts'
import { changedExample } from './change-document.ts'

const TRANSFER: TransactionType = 'pacs.008.001.10'
const STATUS: TransactionType = 'pacs.002.001.12'
const ADDRESSES = { PANTAU_POSTGRES_URL: 'postgres://localhost', PANTAU_NATS_URLS: 'nats://localhost' }
const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

let postgres: TestPostgres
let pool: StorePool
let configurations: ConfigurationCatalog
beforeAll(async () => {
  postgres = await startPostgres()
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
let metrics: Metrics
let transport: Transport
let events: Subscription<AcceptedEvent>
async function start(changed: Partial<TmsComposeSettings> = {}): Promise<void> {
  transport = createMemoryTransport({ capacityMessages: 1_000, redeliverAfterMs: 60_000 })
  events = await transport.subscribe(channels.eventDirector)
  metrics = createMetrics({ name: 'tms', version: '0' })
  const authenticator = createAuthenticator({ enabled: false })
  const settings = { ...parseSettings(schema, ADDRESSES), port: 0, ...changed }
  tms = await composeTms({ settings, authenticator, pool, configurations, transport, log, metrics })
  await tms.start()
}
afterEach(async () => {
  await tms.stop()
  await transport.close()
})

interface Answer {
  readonly status: number
  readonly applied: string | null
  readonly body: { readonly decision?: unknown } & Readonly<Record<string, unknown>>
}

/** @param prefer nothing is preferred when absent */
async function post(
  type: TransactionType,
  body: string,
  prefer?: string,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${tms.port()}${messagePath(type)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(prefer === undefined ? {} : { prefer }) },
    body,
    ...(signal === undefined ? {} : { signal }),
  })
  const answered: unknown = await response.json()
  if (typeof answered !== 'object' || answered === null) {
    throw new TypeError('An answer is an object')
  }
  return {
    status: response.status,
    applied: response.headers.get('preference-applied'),
    body: { ...answered },
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

function report(id: string, code = 'ACCC'): string {
  return JSON.stringify(
    changedExample(STATUS, {
      '/FIToFIPmtSts/GrpHdr/MsgId': `P2-${id}`,
      '/FIToFIPmtSts/TxInfAndSts/OrgnlEndToEndId': `E2E-${id}`,
      '/FIToFIPmtSts/TxInfAndSts/TxSts': code,
    }),
  )
}

async function nextHeaders(count: number): Promise<readonly EvaluationHeader[]> {
  const headers: EvaluationHeader[] = []
  while (headers.length < count) {
    for (const delivery of await events.next(count)) {
      delivery.ack()
      headers.push(delivery.message.value().header)
    }
  }
  return headers
}

/** Decides as the stages do, with a score. */
async function decide(header: EvaluationHeader, score: number): Promise<void> {
  const configuration = await configurations.byDigest(header.configDigest)
  const typology = configuration?.compiled.planFor(header.transactionType)?.typologies[0]
  const record = {
    header,
    evaluationId: evaluationIdFor(header),
    status: score >= 300 ? ('ALRT' as const) : ('NALT' as const),
    ruleResults: [],
    typologyResults: [
      {
        typologyId: typology?.typologyId ?? '',
        cfg: typology?.cfg ?? '',
        score,
        review: score >= 300,
        interdict: score >= 500,
        durationNs: 1,
      },
    ],
    evaluatedAtMs: header.acceptedAtMs + 7,
    adjudicationNs: 1,
  }
  await createEvaluationWriter({ pool }).write([{ record, isFinding: false, outbox: [] }])
}

async function awaited(): Promise<number> {
  const text = await metrics.render()
  return Number(/^pantau_tms_awaited_decisions_messages\{service="tms"\} (\d+)$/m.exec(text)?.[1])
}

async function waiting(count: number): Promise<void> {
  await waitUntil(async () => (await awaited()) === count, { what: `${count} callers that wait` })
}

describe('who prefers to wait', () => {
  it('gets the decision as soon as it is made, beside what everybody gets', async () => {
    await start()
    await post(TRANSFER, transfer('1'))
    const answering = post(STATUS, report('1'), 'respond-async, wait=100')
    const [header] = await nextHeaders(1)
    await decide(header ?? expect.fail(), 800)
    const { status, applied, body } = await answering
    const { decision, ...rest } = body
    expect([status, applied]).toEqual([200, 'wait=10'])
    expect(rest).toEqual((await post(STATUS, report('1'))).body)
    expect(decision).toEqual({
      state: 'decided',
      action: 'stop',
      evaluationID: evaluationIdFor(header ?? expect.fail()),
      status: 'ALRT',
      timestamp: new Date((header?.acceptedAtMs ?? 0) + 7).toISOString(),
      review: true,
      interdiction: true,
      typologyResult: [
        {
          id: 'typology-processor',
          cfg: '999-901-902@4.0.0',
          result: 800,
          review: true,
          interdiction: true,
          workflow: { alertThreshold: 300, interdictionThreshold: 500, flowProcessor: 'EFRuP@4.0.0' },
        },
      ],
    })
  })

  it('is told at the deadline what is missing and what to do, and gets the decision when it asks again', async () => {
    await start({ undecided: 'stop' })
    await post(TRANSFER, transfer('2'))
    const late = await post(STATUS, report('2'), 'wait=0.05')
    expect(late).toMatchObject({ status: 200, applied: 'wait=0.05' })
    const message = 'The evaluation is not finished yet'
    expect(late.body.decision).toEqual({ state: 'undecided', action: 'stop', missing: 'evaluation', message })
    const [header] = await nextHeaders(1)
    await decide(header ?? expect.fail(), 100)
    const again = await post(STATUS, report('2'), 'wait=0')
    expect([again.status, again.applied]).toEqual([200, 'wait=0'])
    expect(again.body.decision).toMatchObject({ state: 'decided', action: 'proceed', typologyResult: [] })
  })

  it('waits likewise when the message came before', async () => {
    await start()
    await post(TRANSFER, transfer('3'))
    await post(STATUS, report('3'))
    const answering = post(STATUS, report('3'), 'wait=60')
    await waiting(1)
    const [header] = await nextHeaders(1)
    await decide(header ?? expect.fail(), 400)
    expect((await answering).body.decision).toMatchObject({ state: 'decided', action: 'review' })
  })

  it('is told that the credit transfer is missing, and waits for that, too', async () => {
    await start()
    expect((await post(STATUS, report('4'), 'wait=0.01')).body.decision).toMatchObject({
      state: 'undecided',
      action: 'review',
      missing: 'credit-transfer',
    })
    const answering = post(STATUS, report('4'), 'wait=60')
    await waiting(1)
    await post(TRANSFER, transfer('4'))
    const [header] = await nextHeaders(1)
    await decide(header ?? expect.fail(), 400)
    expect((await answering).body.decision).toMatchObject({ state: 'decided', status: 'ALRT' })
  })

  it('is told at once where nothing is evaluated, and where a stage refused the message', async () => {
    await start({ waitMaxMs: 60_000 })
    expect((await post(TRANSFER, transfer('5'), 'wait=60')).body.decision).toMatchObject({
      state: 'not-evaluated',
    })
    await post(STATUS, report('5'))
    const [header] = await nextHeaders(1)
    await createQuarantine(pool).put({
      key: header ?? expect.fail(),
      stage: 'rule-processor',
      channel: 'c',
      reason: 'refused',
      bytes: new Uint8Array(),
    })
    expect((await post(STATUS, report('5'), 'wait=60')).body.decision).toMatchObject({
      state: 'undecided',
      missing: 'evaluation-in-quarantine',
    })
  })

  it('is refused as everybody is', async () => {
    await start()
    await post(TRANSFER, transfer('6'))
    await post(STATUS, report('6'))
    for (const body of [report('6', 'RJCT'), '{}', '{']) {
      const refused = await post(STATUS, body, 'wait=1')
      expect(refused).toEqual(await post(STATUS, body))
      expect(refused.status).toBeGreaterThanOrEqual(400)
    }
  })

  it('gets its own decision among many, for whom one question at a time is asked', async () => {
    await start()
    const ids = Array.from({ length: 40 }, (_none, index) => `7-${index}`)
    await Promise.all(ids.map((id) => post(TRANSFER, transfer(id))))
    const answering = Promise.all(ids.map((id) => post(STATUS, report(id), 'wait=60')))
    const headers = await nextHeaders(ids.length)
    await waiting(ids.length)
    for (const header of headers) {
      await decide(header, 1_000 + Number(header.messageId.slice('P2-7-'.length)))
    }
    const results = (await answering).map(({ body }) => body.decision)
    expect(results).toMatchObject(
      ids.map((_id, index) => ({ state: 'decided', typologyResult: [{ result: 1_000 + index }] })),
    )
    expect(await awaited()).toBe(0)
  })

  it('takes no place while it waits, and is counted', async () => {
    await start()
    await post(TRANSFER, transfer('8'))
    const answering = post(STATUS, report('8'), 'wait=60')
    const [header] = await nextHeaders(1)
    await waiting(1)
    expect(await metrics.render()).toMatch(/^pantau_tms_in_progress_messages\{service="tms"\} 0$/m)
    await decide(header ?? expect.fail(), 400)
    await answering
    const text = await metrics.render()
    expect(text).toMatch(/^pantau_tms_decision_replies_total\{result="decided",service="tms"\} 1$/m)
    expect(text).toMatch(/^pantau_tms_decision_reply_seconds_count\{service="tms"\} 1$/m)
  })

  it('is waited for no longer once it has left', async () => {
    await start()
    await post(TRANSFER, transfer('9'))
    const leaving = new AbortController()
    const left = expect(post(STATUS, report('9'), 'wait=60', leaving.signal)).rejects.toThrow()
    await waiting(1)
    leaving.abort()
    await left
    await waiting(0)
  })

  it('is answered when the service stops', async () => {
    await start({ waitMaxMs: 60_000 })
    await post(TRANSFER, transfer('10'))
    const answering = post(STATUS, report('10'), 'wait=60')
    await waiting(1)
    await tms.stop()
    expect(await answering).toMatchObject({
      status: 200,
      body: { decision: { state: 'undecided', action: 'review', missing: 'evaluation' } },
    })
  })
})

describe('who prefers nothing that we know', () => {
  it.each([
    undefined,
    '',
    'respond-async',
    'wait',
    'wait=',
    'wait=soon',
    'wait=-1',
    'wait=1e3',
    'wait=.5',
    'wait=1.',
    'wait=0x10',
    'wait=Infinity',
    'wait=x, wait=5',
    '"wait=5"',
    'return="a, wait=5',
    'x;wait=5',
    'await=5',
    '='.repeat(4_000),
    ',;"\\'.repeat(2_000),
  ])('is answered as ever: %j', async (prefer) => {
    await start()
    const { status, applied, body } = await post(TRANSFER, transfer('prefers'), prefer)
    expect([status, applied, Object.keys(body)]).toEqual([200, null, ['message', 'data']])
  })
})
