import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerCheck, LoadRun, Pantau, PantauInstance } from '@pantau/loadtest'
import {
  buildServices,
  checkLedger,
  constantArrivals,
  countWaitingReports,
  createPaymentSource,
  IngressClient,
  loadLedgerTables,
  runLoad,
  startPantau,
  systemClock,
  TENANT_ID,
} from '@pantau/loadtest'
import { waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'

/** Ledger and logs of the last run stay here. */
const FOLDER = fileURLToPath(new URL('../../.cache/scale-out', import.meta.url))
const PAYMENTS_PER_SECOND = 50
const PAYMENTS_MAX = 10_000
const SETTLE_MS = 300
const SHARE_MS = 4000
const EVALUATED_WITHIN_MS = 60_000
const TEST_WITHIN_MS = 180_000
const STAGES = ['event-director', 'rule-processor', 'typology-processor', 'tadp', 'evaluator']
/** Processes that do the same work must share it; evaluators take whole payments beside the single stages. */
const INSTANCES = {
  tms: 2,
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
  const client = new IngressClient({
    urls: pantau.ingressUrls,
    connectionCount: 16,
    ...(pantau.certificateAuthority === undefined
      ? {}
      : { certificateAuthority: pantau.certificateAuthority }),
  })
  let settled: ReadonlyMap<PantauInstance, number> = new Map()
  let isOver = false
  const [load, restarted] = await Promise.all([
    runLoad({
      clock: systemClock,
      client,
      messages: createPaymentSource({ runId: 'scale-out', seed: 1, accountCount: 500 }),
      pace: {
        mode: 'open',
        arrivals: constantArrivals(PAYMENTS_PER_SECOND),
        inFlightMax: PAYMENTS_MAX,
        stopWhen: () => isOver,
      },
      retryPolicy: { giveUpAfterMs: 60_000, retryDelayMs: 100, retryAfterMaxMs: 2000 },
      warmupMs: 0,
      measuredMs: TEST_WITHIN_MS,
      paymentCount: PAYMENTS_MAX,
      ledgerPath,
    }),
    shareThenRestart((shares) => {
      settled = shares
    }).finally(() => {
      isOver = true
    }),
  ])
  await client.close()
  database = new Client({ connectionString: pantau.databaseUrl })
  await database.connect()
  cleanups.push(() => database.end())
  await loadLedgerTables(database, ledgerPath)
  await waitUntil(async () => (await countWaitingReports(database, TENANT_ID)) === 0, {
    what: 'the evaluation of every accepted status report',
    timeoutMs: EVALUATED_WITHIN_MS,
    everyMs: 200,
  })
  const check = await checkLedger(database, TENANT_ID)
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
    expect(evidence.check).toEqual({
      messagesSent: 2 * paymentCount,
      transfersAccepted: paymentCount,
      reportsAccepted: paymentCount,
      transfersNotStored: 0,
      reportsNotStored: 0,
      reportsNotEvaluated: 0,
      messagesStoredTwice: 0,
      messagesEvaluatedTwice: 0,
      examples: [],
      holds: true,
    })
  })

  it('nothing went to quarantine', async () => {
    const { rows } = await database.query('SELECT stage, reason FROM evaluation.quarantine')
    expect(rows).toEqual([])
  })
})
