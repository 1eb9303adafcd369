import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { runMigrations } from '@pantau/store'
import type { TestDatabase, TestPostgres } from '@pantau/testkit'
import { startPostgres } from '@pantau/testkit'
import { CommitTimeError, readEvaluationTimes } from '../src/evaluation-latency.ts'
import { IdLedger } from '../src/id-ledger.ts'
import { checkLedger, countWaitingReports } from '../src/ledger-check.ts'
import { loadLedgerTables } from '../src/ledger-tables.ts'
import { readDurabilitySettings, readServerCounters } from '../src/server-statistics.ts'

const TRANSFER = 'pacs.008.001.10'
const REPORT = 'pacs.002.001.12'

let server: TestPostgres
let database: TestDatabase
let client: Client
let folder: string

beforeAll(async () => {
  server = await startPostgres({ private: true, settings: { track_commit_timestamp: 'on' } })
})
afterAll(() => server.stop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-ledger-check-'))
  database = await server.createDatabase()
  await runMigrations({ url: database.url })
  client = new Client({ connectionString: database.url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** Stores a message as the ingress does: its key, and its row with the same acceptance time. */
async function store(type: string, messageId: string): Promise<void> {
  await client.query(
    `WITH key AS (
      INSERT INTO raw_history.message_key (tenant_id, transaction_type, message_id, content_hash, accepted_at)
      VALUES ('DEFAULT', $1, $2, '', now()) RETURNING accepted_at)
    INSERT INTO raw_history.message (tenant_id, transaction_type, message_id, accepted_at, end_to_end_id, created_at, created_at_ms, body)
    SELECT 'DEFAULT', $1, $2, accepted_at, $2, '', 0, '' FROM key`,
    [type, messageId],
  )
}

async function evaluate(messageId: string, acceptedAt = 'now()'): Promise<void> {
  await client.query(
    `INSERT INTO evaluation.record
      (tenant_id, transaction_type, message_id, accepted_at, evaluation_id, status, configuration_digest, evaluated_at, record)
    VALUES ('DEFAULT', $1, $2, ${acceptedAt}, gen_random_uuid(), 'NALT', '', now(), '')`,
    [REPORT, messageId],
  )
}

/** Writes a ledger of one payment per number: all due, all answered 200. */
async function loadLedgerOf(numbers: readonly number[], dueAtEpochMs = Date.now()): Promise<void> {
  const ledger = await IdLedger.create(join(folder, 'ledger.tsv'))
  for (const number of numbers) {
    for (const [transactionType, messageId] of [
      [TRANSFER, `M8-${number}`],
      [REPORT, `M2-${number}`],
    ] as const) {
      ledger.append({ atEpochMs: dueAtEpochMs, transactionType, messageId, event: 'due' })
      ledger.append({ atEpochMs: dueAtEpochMs, transactionType, messageId, event: '503' })
      ledger.append({ atEpochMs: dueAtEpochMs, transactionType, messageId, event: '200' })
    }
  }
  await ledger.close()
  await loadLedgerTables(client, ledger.path)
}

describe('the comparison of ledger and database', () => {
  it('holds when everything accepted is stored, and every status report evaluated once', async () => {
    for (const number of [1, 2, 3]) {
      await store(TRANSFER, `M8-${number}`)
      await store(REPORT, `M2-${number}`)
      await evaluate(`M2-${number}`)
    }
    await loadLedgerOf([1, 2, 3])
    expect(await checkLedger(client, ['DEFAULT'])).toEqual({
      messagesSent: 6,
      transfersAccepted: 3,
      reportsAccepted: 3,
      transfersNotStored: 0,
      reportsNotStored: 0,
      reportsNotEvaluated: 0,
      messagesStoredTwice: 0,
      messagesEvaluatedTwice: 0,
      examples: [],
      holds: true,
    })
    expect(await countWaitingReports(client, ['DEFAULT'])).toBe(0)
  })

  it('finds what is lost and what is doubled, and names examples', async () => {
    await store(TRANSFER, 'M8-1')
    await store(REPORT, 'M2-1')
    await evaluate('M2-1')
    await evaluate('M2-1', "now() - interval '1 second'")
    await store(REPORT, 'M2-2')
    await loadLedgerOf([1, 2])
    expect(await checkLedger(client, ['DEFAULT'])).toMatchObject({
      transfersNotStored: 1,
      reportsNotEvaluated: 1,
      messagesEvaluatedTwice: 1,
      examples: ['M2-1', 'M2-2', 'M8-2'],
      holds: false,
    })
    expect(await countWaitingReports(client, ['DEFAULT'])).toBe(1)
  })

  it('does not hold for another tenant, nor for a run in which nothing was accepted', async () => {
    await store(TRANSFER, 'M8-1')
    await store(REPORT, 'M2-1')
    await evaluate('M2-1')
    await loadLedgerOf([1])
    expect((await checkLedger(client, ['OTHER'])).holds).toBe(false)
    await client.query('TRUNCATE ledger_sent, ledger_accepted')
    expect((await checkLedger(client, ['DEFAULT'])).holds).toBe(false)
  })
})

describe('the times of evaluations', () => {
  it('are commit times: a transaction that stays open counts until it commits', async () => {
    await store(TRANSFER, 'M8-1')
    await store(REPORT, 'M2-1')
    const dueAtEpochMs = Date.now()
    await client.query('BEGIN')
    await evaluate('M2-1')
    await client.query('SELECT pg_sleep(0.15)')
    await client.query('COMMIT')
    await loadLedgerOf([1], dueAtEpochMs)
    const times = await readEvaluationTimes(client, ['DEFAULT'], {
      fromEpochMs: dueAtEpochMs - 1000,
      toEpochMs: dueAtEpochMs + 100,
    })
    expect(times.acceptToEvaluation.count).toBe(1)
    expect(times.acceptToEvaluation.p50Ms).toBeGreaterThan(150)
    expect(times.acceptToEvaluation.within35MsPercent).toBe(0)
    expect(times.dueToEvaluation.p50Ms).toBeGreaterThan(150)
    expect(times.backlogAtEnd).toBe(1)
    expect(times.drainMs).toBeGreaterThan(40)
    expect(times.ftps).toBe(0)
    expect(times.timeline.reduce((sum, second) => sum + second.evaluated, 0)).toBe(1)
  })

  it('count only what was due within the window, and throughput by what was committed in it', async () => {
    for (const number of [1, 2, 3, 4]) {
      await store(TRANSFER, `M8-${number}`)
      await store(REPORT, `M2-${number}`)
      await evaluate(`M2-${number}`)
    }
    const nowMs = Date.now()
    await loadLedgerOf([1, 2, 3, 4], nowMs)
    const inside = await readEvaluationTimes(client, ['DEFAULT'], {
      fromEpochMs: nowMs - 60_000,
      toEpochMs: nowMs + 20_000,
    })
    expect(inside.acceptToEvaluation.count).toBe(4)
    expect(inside.ftps).toBeCloseTo(4 / 80, 6)
    expect(inside).toMatchObject({ backlogAtEnd: 0, drainMs: 0 })
    await client.query('DROP TABLE evaluation_times')
    const outside = await readEvaluationTimes(client, ['DEFAULT'], {
      fromEpochMs: nowMs + 1000,
      toEpochMs: nowMs + 2000,
    })
    expect(outside.acceptToEvaluation).toMatchObject({ count: 0, p50Ms: 0, maxMs: 0 })
  })

  it('are refused where the database does not record commit times', async () => {
    const shared = await startPostgres()
    const other = new Client({ connectionString: shared.url })
    await other.connect()
    await expect(
      readEvaluationTimes(other, ['DEFAULT'], { fromEpochMs: 0, toEpochMs: 1000 }),
    ).rejects.toThrow(CommitTimeError)
    await other.end()
  })
})

describe('the statistics of the server', () => {
  it('count the WAL that a write causes, and name what a commit is worth', async () => {
    const before = await readServerCounters(client)
    await client.query(
      'CREATE TABLE filler AS SELECT repeat(md5(n::text), 20) FROM generate_series(1, 2000) n',
    )
    const after = await readServerCounters(client)
    expect(after.walBytes - before.walBytes).toBeGreaterThan(1_000_000)
    expect(await readDurabilitySettings(client)).toMatchObject({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
    })
  })
})
