import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerCheck, LoadRun, Pantau } from '@pantau/loadtest'
import { buildServices, DECIDER_INSTANCES, startPantau, TENANT_ID } from '@pantau/loadtest'
import type { LedgerDay } from '@pantau/store'
import { connectStore, readLedger } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import type { Fault, StruckFault } from './fault-sequence.ts'
import { runFaultSequence } from './fault-sequence.ts'
import { payWhile, perfectLedger } from './pay-while.ts'

/** Ledger and logs of the last run stay here. */
const FOLDER = fileURLToPath(new URL('../../.cache/decider-faults', import.meta.url))
const PAYMENTS_MAX = 10_000
const TIMING = { downMs: 1500, settleMs: 500 }
const EVALUATED_WITHIN_MS = 120_000
const TEST_WITHIN_MS = 360_000

interface Evidence {
  readonly load: LoadRun
  readonly faults: readonly StruckFault[]
  readonly check: LedgerCheck
  /** The books while the broker and the evaluator were away. */
  readonly withoutBroker: readonly LedgerDay[]
}

let pantau: Pantau
let evidence: Evidence

/** Two deciders, the evaluator and PostgreSQL are killed (SIGKILL) while payments go on, then the broker for longer. */
beforeAll(async () => {
  await buildServices()
  await rm(FOLDER, { recursive: true, force: true })
  pantau = await startPantau({
    folder: FOLDER,
    configuration: defaultConfigurationSet(),
    tls: true,
    isCold: true,
    instances: { ...DECIDER_INSTANCES, decider: 2 },
    settings: { relay: { PANTAU_RECONCILE_AFTER_MS: '3000' } },
  })
  let withoutBroker: readonly LedgerDay[] = []
  const {
    load,
    disturbed: faults,
    check,
    database,
  } = await payWhile(
    pantau,
    {
      runId: 'decider-faults',
      ledgerPath: join(FOLDER, 'ledger.tsv'),
      connectionCount: 32,
      paymentsMin: 0,
      paymentsMax: PAYMENTS_MAX,
      sendWithinMs: TEST_WITHIN_MS,
      evaluatedWithinMs: EVALUATED_WITHIN_MS,
    },
    () =>
      runFaultSequence(
        allFaults((books) => {
          withoutBroker = books
        }),
        TIMING,
      ),
  )
  await database.end()
  evidence = { load, faults, check, withoutBroker }
}, TEST_WITHIN_MS)
afterAll(() => pantau.stop())

function allFaults(onBooks: (books: readonly LedgerDay[]) => void): readonly Fault[] {
  const { fleet, nats, postgres } = pantau
  return [
    ...(['decider', 'decider-2', 'evaluator'] as const).map((name) => ({
      name,
      strike: () => fleet.kill(name),
      recover: () => fleet.start(name),
    })),
    { name: 'postgres', strike: () => postgres.kill(), recover: () => postgres.restart() },
    {
      name: 'nats-server and evaluator',
      strike: async () => {
        await Promise.all([nats.kill(), fleet.kill('evaluator')])
      },
      recover: async () => {
        onBooks(await readBooks())
        await nats.restart()
        await fleet.start('evaluator')
      },
    },
  ]
}

async function readBooks(): Promise<readonly LedgerDay[]> {
  const applicationName = 'pantau-decider-faults'
  const pool = await connectStore({
    url: pantau.databaseUrl,
    applicationName,
    poolMax: 1,
    statementTimeoutMs: 10_000,
  })
  const books = await readLedger(pool, { tenantId: TENANT_ID })
  await pool.close()
  return books
}

function total(books: readonly LedgerDay[], field: 'accepted' | 'recorded' | 'decided' | 'waiting'): number {
  return books.reduce((sum, day) => sum + day[field], 0)
}

describe('while deciders, evaluator, PostgreSQL and broker are killed in turn', () => {
  it('every payment gets through, for a client that tries again', () => {
    expect(evidence.load.failures).toEqual([])
    expect(evidence.load.summary).toMatchObject({
      paymentsCompleted: evidence.load.paymentCount,
      paymentsFailed: 0,
    })
    expect(evidence.faults).toHaveLength(5)
    expect(pantau.fleet.endings).toEqual(new Map())
  })

  it('every message answered 200 is stored once, and every status report among them evaluated once', () => {
    expect(evidence.check).toEqual(perfectLedger(evidence.load.paymentCount))
  })

  it('nothing waits for its decision, not even without broker and evaluator', async () => {
    const { withoutBroker, load } = evidence
    expect(withoutBroker.every(({ balanced }) => balanced)).toBe(true)
    expect(total(withoutBroker, 'waiting')).toBe(0)
    expect(total(withoutBroker, 'decided')).toBeGreaterThan(0)

    const books = await readBooks()
    expect(books.every(({ balanced }) => balanced)).toBe(true)
    expect({
      accepted: total(books, 'accepted'),
      recorded: total(books, 'recorded'),
      decided: total(books, 'decided'),
    }).toEqual({
      accepted: 2 * load.paymentCount,
      recorded: load.paymentCount,
      decided: load.paymentCount,
    })
  })
})
