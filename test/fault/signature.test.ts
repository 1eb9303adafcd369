import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerCheck, LedgerEntry, LoadRun, Pantau } from '@pantau/loadtest'
import { buildServices, readLedger as readIdLedger, startPantau, TENANT_ID } from '@pantau/loadtest'
import type { StorePool } from '@pantau/store'
import { connectStore, createReconciliation, readLedger } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { PAYMENTS_PER_SECOND, payWhile, perfectLedger } from './pay-while.ts'
import type { Fault, StruckFault } from './fault-sequence.ts'
import { runFaultSequence } from './fault-sequence.ts'
import { faultRows, renderFaultTable } from './fault-table.ts'

/** Ledger and logs of the last run stay here. */
const FOLDER = fileURLToPath(new URL('../../.cache/signature', import.meta.url))
/** Payments go on until the last fault is over: 40 seconds on an idle machine, which is as many payments as this. */
const PAYMENTS_MIN = 2000
const PAYMENTS_MAX = 10_000
const TIMING = { downMs: 3000, settleMs: 700 }
/** How long work piles up in the broker before it loses everything. */
const PILE_UP_MS = 1000
const EVALUATED_WITHIN_MS = 120_000
const TEST_WITHIN_MS = 420_000
/** Connections that broke are noticed a little after the process was killed or came back. */
const NOTICED_WITHIN_MS = 5_000

interface Evidence {
  readonly load: LoadRun
  readonly faults: readonly StruckFault[]
  readonly answers: readonly LedgerEntry[]
  readonly check: LedgerCheck
  /** Messages that were accepted and not decided when the broker lost its data. */
  readonly waitingWhenDataWasLost: number
}

let pantau: Pantau
let database: Client
let evidence: Evidence
const cleanups: (() => Promise<unknown>)[] = []

/**
 * Every process is killed once (SIGKILL) while payments go on, PostgreSQL and the broker too; and once the broker loses all its data while
 * work waits in it. What the client was told must hold all the same. It keeps its own ledger of that.
 */
beforeAll(async () => {
  await buildServices()
  await rm(FOLDER, { recursive: true, force: true })
  pantau = await startPantau({
    folder: FOLDER,
    configuration: defaultConfigurationSet(),
    tls: true,
    // Processes are started again and again, on two cores.
    isCold: true,
    settings: { relay: { PANTAU_RECONCILE_AFTER_MS: '3000' } },
  })
  cleanups.push(() => pantau.stop())
  evidence = await gatherEvidence(join(FOLDER, 'ledger.tsv'))
}, TEST_WITHIN_MS)

afterAll(async () => {
  for (const cleanUp of cleanups.toReversed()) {
    await cleanUp()
  }
})

async function gatherEvidence(ledgerPath: string): Promise<Evidence> {
  const lost = { waiting: 0 }
  const {
    load,
    disturbed: faults,
    check,
    database: connected,
  } = await payWhile(
    pantau,
    {
      runId: 'signature',
      ledgerPath,
      connectionCount: 32,
      paymentsMin: PAYMENTS_MIN,
      paymentsMax: PAYMENTS_MAX,
      sendWithinMs: TEST_WITHIN_MS,
      evaluatedWithinMs: EVALUATED_WITHIN_MS,
    },
    () => runFaultSequence(allFaults(lost), TIMING),
  )
  database = connected
  cleanups.push(() => database.end())
  const answers: LedgerEntry[] = []
  for await (const entry of readIdLedger(ledgerPath)) {
    answers.push(entry)
  }
  return { load, faults, answers, check, waitingWhenDataWasLost: lost.waiting }
}

function allFaults(lost: { waiting: number }): readonly Fault[] {
  const { fleet, nats, postgres } = pantau
  return [
    ...fleet.names.map((name) => ({
      name,
      strike: () => fleet.kill(name),
      recover: () => fleet.start(name),
    })),
    { name: 'postgres', strike: () => postgres.kill(), recover: () => postgres.restart() },
    { name: 'nats-server', strike: () => nats.kill(), recover: () => nats.restart() },
    {
      name: 'nats-server, data lost',
      strike: async () => {
        await fleet.kill('tadp')
        await delay(PILE_UP_MS)
        lost.waiting = await countWaiting()
        await nats.wipeStore()
      },
      recover: async () => {
        await nats.restart()
        await fleet.start('tadp')
      },
    },
  ]
}

async function countWaiting(): Promise<number> {
  const pool = await connect()
  const count = await createReconciliation(pool).countWaiting(PAYMENTS_MAX)
  await pool.close()
  return count
}

function connect(): Promise<StorePool> {
  return connectStore({
    url: pantau.databaseUrl,
    applicationName: 'pantau-signature',
    poolMax: 1,
    statementTimeoutMs: 10_000,
  })
}

describe('while every process is killed in turn and the broker loses its data', () => {
  it('every payment gets through, for a client that tries again', () => {
    const endEpochMs = Date.now()
    process.stdout.write(
      `\n${renderFaultTable(faultRows(evidence.faults, evidence.answers, endEpochMs))}\n\n`,
    )
    expect(evidence.load.failures).toEqual([])
    expect(evidence.load.summary).toMatchObject({
      paymentsCompleted: evidence.load.paymentCount,
      paymentsFailed: 0,
    })
    expect(evidence.load.paymentCount).toBeGreaterThanOrEqual(PAYMENTS_MIN)
    expect(evidence.faults).toHaveLength(9)
    expect(pantau.fleet.endings).toEqual(new Map())
  })

  it('the faults struck while payments went on', () => {
    const lastDueEpochMs = Math.max(
      ...evidence.answers.filter(({ event }) => event === 'due').map(({ atEpochMs }) => atEpochMs),
    )
    for (const fault of evidence.faults) {
      expect(fault.struckAtEpochMs).toBeLessThan(lastDueEpochMs)
    }
    expect(evidence.waitingWhenDataWasLost).toBeGreaterThan(PAYMENTS_PER_SECOND / 2)
  })

  it('every message answered 200 is stored once, and every status report among them evaluated once', () => {
    const { paymentCount } = evidence.load
    expect(evidence.check).toEqual(perfectLedger(paymentCount))
  })

  it('whoever was refused was told when to come back, and connections broke only while tms was away', () => {
    const labels = new Set(evidence.answers.map(({ event }) => event))
    expect([...labels].filter((label) => !['due', '200', '503', 'connection-error'].includes(label))).toEqual(
      [],
    )
    const away = evidence.faults.find(({ name }) => name === 'tms')
    const elsewhere = evidence.answers.filter(
      ({ event, atEpochMs }) =>
        event === 'connection-error' &&
        (away === undefined ||
          atEpochMs < away.struckAtEpochMs ||
          atEpochMs > away.recoveredAtEpochMs + NOTICED_WITHIN_MS),
    )
    expect(elsewhere).toEqual([])
    expect(labels).toContain('connection-error')
    expect(labels).toContain('503')
  })

  it('the books balance: accepted is decided or recorded, and nothing is in quarantine', async () => {
    const { paymentCount } = evidence.load
    const pool = await connect()
    const days = await readLedger(pool, { tenantId: TENANT_ID })
    await pool.close()
    const sum = (field: 'accepted' | 'decided' | 'recorded' | 'waiting' | 'parked' | 'quarantined'): number =>
      days.reduce((total, day) => total + day[field], 0)
    expect(days.every(({ balanced }) => balanced)).toBe(true)
    expect({
      accepted: sum('accepted'),
      recorded: sum('recorded'),
      decided: sum('decided'),
      waiting: sum('waiting'),
      parked: sum('parked'),
      quarantined: sum('quarantined'),
    }).toEqual({
      accepted: 2 * paymentCount,
      recorded: paymentCount,
      decided: paymentCount,
      waiting: 0,
      parked: 0,
      quarantined: 0,
    })
    const { rows } = await database.query('SELECT stage, reason FROM evaluation.quarantine')
    expect(rows).toEqual([])
  })

  it('no alert left twice', async () => {
    const { rows } = await database.query(
      `SELECT message_id, kind, count(*) FROM evaluation.outbox
       GROUP BY tenant_id, transaction_type, message_id, kind HAVING count(*) > 1`,
    )
    expect(rows).toEqual([])
  })
})
