import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerCheck, LoadRun, Pantau, PantauInstance } from '@pantau/loadtest'
import { buildServices, startPantau } from '@pantau/loadtest'
import { defaultConfigurationSet } from '@pantau/typologies'
import { payWhile, perfectLedger } from './pay-while.ts'

/** Ledger and logs of the last run stay here. */
const FOLDER = fileURLToPath(new URL('../../.cache/scale-out', import.meta.url))
const PAYMENTS_MAX = 10_000
const SETTLE_MS = 300
const SHARE_MS = 4000
const EVALUATED_WITHIN_MS = 120_000
const TEST_WITHIN_MS = 360_000
const STAGES = ['event-director', 'rule-processor', 'typology-processor', 'tadp', 'evaluator']
/** Processes that do the same work must share it; evaluators take whole payments beside the single stages. */
const INSTANCES = {
  tms: 2,
  decider: 1,
  'event-director': 2,
  'rule-processor': 4,
  'typology-processor': 2,
  tadp: 2,
  evaluator: 2,
  relay: 2,
}

interface Evidence {
  readonly load: LoadRun
  readonly check: LedgerCheck
  readonly restarted: readonly PantauInstance[]
  /** Messages that each process of a stage had settled before the first restart. */
  readonly settled: ReadonlyMap<PantauInstance, number>
}

let pantau: Pantau
let database: Client
let evidence: Evidence
const cleanups: (() => Promise<unknown>)[] = []

/** Several processes of every service, each of which is stopped and started again in turn (a rolling restart) while payments go on. */
beforeAll(async () => {
  await buildServices()
  await rm(FOLDER, { recursive: true, force: true })
  pantau = await startPantau({
    folder: FOLDER,
    configuration: defaultConfigurationSet(),
    tls: true,
    // Processes are started again and again, on two cores.
    isCold: true,
    instances: INSTANCES,
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
  let settled: ReadonlyMap<PantauInstance, number> = new Map()
  const {
    load,
    disturbed: restarted,
    check,
    database: connected,
  } = await payWhile(
    pantau,
    {
      runId: 'scale-out',
      ledgerPath,
      connectionCount: 16,
      paymentsMin: 0,
      paymentsMax: PAYMENTS_MAX,
      sendWithinMs: TEST_WITHIN_MS,
      evaluatedWithinMs: EVALUATED_WITHIN_MS,
    },
    () =>
      shareThenRestart((shares) => {
        settled = shares
      }),
  )
  database = connected
  cleanups.push(() => database.end())
  return { load, check, restarted, settled }
}

/** Lets the processes share the work for a while, then restarts one after the other. */
async function shareThenRestart(
  onShared: (settled: ReadonlyMap<PantauInstance, number>) => void,
): Promise<readonly PantauInstance[]> {
  const { fleet } = pantau
  await delay(SHARE_MS)
  onShared(await readSettled())
  for (const name of fleet.names) {
    await fleet.stop(name)
    await fleet.start(name)
    await delay(SETTLE_MS)
  }
  return fleet.names
}

async function readSettled(): Promise<ReadonlyMap<PantauInstance, number>> {
  const { fleet } = pantau
  const stages = fleet.names.filter((name) => STAGES.some((stage) => name.startsWith(stage)))
  return new Map(
    await Promise.all(stages.map(async (name) => [name, settledIn(await fleet.readMetrics(name))] as const)),
  )
}

/** The sum of the stage's counter of settled messages. */
function settledIn(metrics: string): number {
  return metrics
    .split('\n')
    .filter((line) => line.startsWith('pantau_stage_messages_total{') && line.includes('outcome="acked"'))
    .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
}

describe('while every process of a scaled-out system is restarted in turn', () => {
  it('every payment gets through, for a client that tries again', () => {
    expect(evidence.load.failures).toEqual([])
    expect(evidence.load.summary).toMatchObject({
      paymentsCompleted: evidence.load.paymentCount,
      paymentsFailed: 0,
    })
    expect(evidence.restarted).toHaveLength(
      Object.values(INSTANCES).reduce((total, count) => total + count, 0),
    )
    expect(pantau.fleet.endings).toEqual(new Map())
  })

  it('the processes of each stage share its work', () => {
    expect([...evidence.settled.keys()]).toHaveLength(12)
    for (const [, count] of evidence.settled) {
      expect(count).toBeGreaterThan(0)
    }
  })

  it('nothing is lost, stored twice or decided twice', () => {
    const { paymentCount } = evidence.load
    expect(evidence.check).toEqual(perfectLedger(paymentCount))
  })

  it('nothing went to quarantine', async () => {
    const { rows } = await database.query('SELECT stage, reason FROM evaluation.quarantine')
    expect(rows).toEqual([])
  })
})
