import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { evaluationRecordCodec } from '@pantau/contracts'
import type { ConfigurationSet, Plan } from '@pantau/evaluation'
import { IngressClient, startStandalone } from '@pantau/loadtest'
import type { SystemUnderTest } from '@pantau/loadtest'
import type { TransactionType } from '@pantau/rule-kit'
import {
  activateConfiguration,
  connectStore,
  runMigrations,
  STORED_RECORD_COLUMNS,
  wholeRecord,
} from '@pantau/store'
import type { StorePool, StoredRecordRow } from '@pantau/store'
import { createPaymentDocuments } from '../traffic/payment-documents.ts'
import { createPaymentReader } from '../traffic/payment-reader.ts'
import type { PaymentReader } from '../traffic/payment-reader.ts'
import { TRANSFER } from '../traffic/traffic.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { sendInOrder } from './send-in-order.ts'
import type { OrderedSend } from './send-in-order.ts'
import { createVerdictRecorder } from './verdict-recorder.ts'
import type { Verdicts } from './verdicts.ts'

const IN_FLIGHT_MAX = 24
const ATTEMPTS_MAX = 40
const RETRY_DELAY_MS = 250
const RETRY_AFTER_MAX_MS = 5000
const STATEMENT_TIMEOUT_MS = 30_000
const DRAIN_WITHIN_MS = 600_000
const DRAIN_EVERY_MS = 500
const DECIDED_EVERY_MS = 2
const PAGE_ROWS = 2000

/** A message was refused, or what was accepted was not evaluated in time. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError'
}

export interface ApiReplay {
  readonly traffic: Traffic
  readonly plan: Plan
  readonly set: ConfigurationSet
  /** Holds the database while it runs, and the log. */
  readonly folder: string
  /** Messages under way at a time. With more than one, messages that share no account may be accepted in another order than they came. */
  readonly inFlightMax?: number
  /**
   * Whether each message is sent once all that was accepted before it is decided: rules that look at earlier findings then find what a replay in this
   * process finds. For short runs only; live, an alert is known to what comes some milliseconds later.
   */
  readonly awaitsDecisions?: boolean
  readonly onMessage?: (done: number) => void
  readonly write?: (text: string) => void
}

/**
 * Replays the traffic through a whole Pantau: the standalone process on an embedded PostgreSQL of its own, over HTTPS. Times in messages
 * are those of the traffic, years may lie between them and the clock. @throws ReplayError
 */
export async function replayThroughApi(replay: ApiReplay): Promise<Verdicts> {
  const { traffic, plan, set, folder, write = () => undefined } = replay
  await rm(join(folder, 'data'), { recursive: true, force: true })
  const system = await startStandalone({ folder, prepare: (url) => activate(url, traffic.tenantId, set) })
  try {
    const pool = await connect(system.databaseUrl)
    try {
      await send(
        replay,
        system,
        replay.awaitsDecisions === true ? () => untilDecided(pool) : async () => undefined,
      )
      write('Waiting until everything accepted is evaluated\n')
      await drain(pool, traffic, plan.transactionType)
      return await readVerdicts(pool, traffic, plan)
    } finally {
      await pool.close()
    }
  } finally {
    await system.stop()
    await rm(join(folder, 'data'), { recursive: true, force: true })
  }
}

async function activate(url: string, tenantId: string, set: ConfigurationSet): Promise<void> {
  await runMigrations({ url })
  const pool = await connect(url)
  try {
    await activateConfiguration(pool, { tenantId, set, nowMs: Date.now() })
  } finally {
    await pool.close()
  }
}

function connect(url: string): Promise<StorePool> {
  return connectStore({
    url,
    applicationName: 'pantau-detection',
    poolMax: 1,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
}

async function send(
  replay: ApiReplay,
  system: SystemUnderTest,
  afterEach: () => Promise<void>,
): Promise<void> {
  const inFlightMax = replay.inFlightMax ?? IN_FLIGHT_MAX
  const client = new IngressClient({
    urls: system.ingressUrls,
    connectionCount: inFlightMax,
    certificateAuthority: system.certificateAuthority,
  })
  try {
    await sendInOrder(
      messagesOf(replay.traffic, client, afterEach),
      inFlightMax,
      replay.onMessage ?? (() => undefined),
    )
  } finally {
    await client.close()
  }
}

/** Waits until every accepted message that is owed an evaluation has it. */
async function untilDecided(pool: StorePool): Promise<void> {
  const deadlineMs = Date.now() + DRAIN_WITHIN_MS
  for (;;) {
    const [row] = await pool.query<{ readonly is_open: boolean }>({
      text: `SELECT EXISTS (
        SELECT FROM raw_history.message m LEFT JOIN evaluation.record e USING (tenant_id, transaction_type, message_id, accepted_at)
        WHERE m.event IS NOT NULL AND e.message_id IS NULL
      ) AS is_open`,
    })
    if (row?.is_open === false) {
      return
    }
    if (Date.now() > deadlineMs) {
      throw new ReplayError('What was accepted is not evaluated after the wait')
    }
    await sleep(DECIDED_EVERY_MS)
  }
}

function* messagesOf(
  traffic: Traffic,
  client: IngressClient,
  afterEach: () => Promise<void>,
): Generator<OrderedSend> {
  const { arrivals, payments } = traffic
  const reader = createPaymentReader(traffic)
  const documents = createPaymentDocuments(reader)
  for (let index = 0; index < arrivals.count; index += 1) {
    const payment = arrivals.payment[index]!
    const isTransfer = arrivals.message[index] === TRANSFER
    yield {
      accounts: [payments.debtor[payment]!, payments.creditor[payment]!],
      async send() {
        await (isTransfer
          ? post(client, 'pacs.008.001.10', documents.transfer(payment))
          : post(client, 'pacs.002.001.12', documents.report(payment)))
        await afterEach()
      },
    }
  }
}

/** Posts until there is a 200; the same message again is answered as the first time. */
async function post(client: IngressClient, type: TransactionType, document: unknown): Promise<void> {
  const body = JSON.stringify(document)
  for (let attempt = 1; ; attempt += 1) {
    const answer = await client.post(type, body)
    if (answer.kind === 'answered' && answer.status === 200) {
      return
    }
    const isRefused = answer.kind === 'answered' && answer.status !== 503 && answer.status !== 429
    if (isRefused || attempt >= ATTEMPTS_MAX) {
      throw new ReplayError(`A ${type} was not accepted: ${JSON.stringify(answer)}`)
    }
    const delayMs = answer.kind === 'answered' ? (answer.retryAfterMs ?? RETRY_DELAY_MS) : RETRY_DELAY_MS
    await sleep(Math.min(delayMs, RETRY_AFTER_MAX_MS))
  }
}

async function drain(pool: StorePool, traffic: Traffic, type: TransactionType): Promise<void> {
  const expected = new Set(traffic.arrivals.payment).size
  const deadlineMs = Date.now() + DRAIN_WITHIN_MS
  for (;;) {
    const [row] = await pool.query<{ readonly count: number }>({
      text: 'SELECT count(*) AS count FROM evaluation.record WHERE transaction_type = $1',
      values: [type],
    })
    const done = row?.count ?? 0
    if (done >= expected) {
      return
    }
    if (Date.now() > deadlineMs) {
      throw new ReplayError(`${done} of ${expected} payments are evaluated after the wait`)
    }
    await sleep(DRAIN_EVERY_MS)
  }
}

/** Reads what was stored, a page at a time, and keeps the payments of the scored time. */
async function readVerdicts(pool: StorePool, traffic: Traffic, plan: Plan): Promise<Verdicts> {
  const recorder = createVerdictRecorder(plan, traffic.payments.count)
  const paymentOf = scoredPaymentsById(traffic, createPaymentReader(traffic), plan.transactionType)
  for (let after = ''; ;) {
    const rows = await pool.query<StoredRecordRow>({
      text: `SELECT ${STORED_RECORD_COLUMNS} FROM evaluation.record e
      WHERE e.transaction_type = $1 AND e.message_id > $2 ORDER BY e.message_id LIMIT ${PAGE_ROWS}`,
      values: [plan.transactionType, after],
    })
    for (const row of rows) {
      const payment = paymentOf.get(row.message_id)
      if (payment !== undefined) {
        const { ruleResults, typologyResults } = evaluationRecordCodec.decode(Buffer.from(wholeRecord(row)))
        recorder.record(payment, ruleResults, typologyResults)
      }
    }
    const last = rows.at(-1)
    if (last === undefined) {
      return recorder.verdicts()
    }
    after = last.message_id
  }
}

function scoredPaymentsById(
  traffic: Traffic,
  reader: PaymentReader,
  type: TransactionType,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (let payment = 0; payment < traffic.payments.count; payment += 1) {
    if (traffic.payments.createdAtMs[payment]! >= traffic.scoredFromMs) {
      found.set(type === 'pacs.002.001.12' ? reader.reportId(payment) : reader.transferId(payment), payment)
    }
  }
  return found
}
