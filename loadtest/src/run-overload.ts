import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import type { Phase } from './attempt.ts'
import type { LedgerCheck, ProcessCost } from './benchmark-result.ts'
import { summarizeSet } from './configuration-summary.ts'
import type { ConfigurationSummary } from './configuration-summary.ts'
import { CostMeter } from './cost-meter.ts'
import { raiseDriverPriority } from './driver-priority.ts'
import type { DriverPriority } from './driver-priority.ts'
import { IngressClient } from './ingress-client.ts'
import { describeMachine } from './machine.ts'
import { sampleMemory } from './memory-samples.ts'
import type { MemorySample } from './memory-samples.ts'
import { CALM, OVERLOAD, overloadResult, paymentsPerSecond } from './overload-result.ts'
import type { OverloadPhases, OverloadResult } from './overload-result.ts'
import { RETRY_POLICY, startSystem } from './run-benchmark.ts'
import type { BenchmarkDeps } from './run-benchmark.ts'
import type { Pace } from './run-load.ts'
import { ONCE, openPace, sendPhase } from './send-phase.ts'
import { settledLedger } from './settled-ledger.ts'
import { TENANT_ID } from './start-pantau.ts'
import { systemClock } from './system-clock.ts'
import type { SystemUnderTest } from './system-under-test.ts'

const LEDGER = 'ledger.tsv'

export interface OverloadReport extends OverloadResult {
  readonly title: string
  readonly startedAt: string
  readonly configuration: ConfigurationSummary
  readonly machine: Readonly<Record<string, string | number>>
  readonly driverPriority: DriverPriority
  /** Of the overload alone, until its last answer. */
  readonly processes: readonly ProcessCost[]
  readonly overloadSeconds: number
  /** Of the process that takes messages, from the beginning of the run. */
  readonly memory: readonly MemorySample[]
  readonly ledger: LedgerCheck
}

interface Sent {
  readonly phases: OverloadPhases
  readonly processes: readonly ProcessCost[]
  readonly overloadSeconds: number
}

/**
 * Finds the capacity with a closed loop, then sends half of it, three times of it, and half of it again on a fixed schedule. Writes
 * overload.json; the ledger must hold for all four together.
 */
export async function runOverload(deps: BenchmarkDeps): Promise<OverloadReport> {
  const { options } = deps
  await mkdir(dirname(options.outFolder), { recursive: true })
  await mkdir(options.outFolder)
  const system = await startSystem(deps)
  const driverPriority = raiseDriverPriority()
  const database = new Client({ connectionString: system.databaseUrl })
  try {
    await database.connect()
    const memory = sampleMemory(system)
    const { phases, ...cost } = await sendPhases(deps, system, database).finally(memory.stop)
    const ledger = await settledLedger(database, TENANT_ID, join(options.outFolder, LEDGER))
    const report = {
      title: options.title,
      startedAt: deps.startedAt.toISOString(),
      configuration: summarizeSet(options.configuration, deps.configuration),
      machine: describeMachine(),
      driverPriority,
      ...overloadResult(phases),
      ...cost,
      memory: memory.samples,
      ledger,
    }
    await writeFile(join(options.outFolder, 'overload.json'), `${JSON.stringify(report, undefined, 2)}\n`)
    return report
  } finally {
    await database.end()
    await system.stop()
  }
}

async function sendPhases(deps: BenchmarkDeps, system: SystemUnderTest, database: Client): Promise<Sent> {
  const { options, write } = deps
  const client = new IngressClient({
    urls: system.ingressUrls,
    connectionCount: options.connectionCount,
    certificateAuthority: system.certificateAuthority,
  })
  const send = (name: keyof OverloadPhases, pace: Pace, retryPolicy = ONCE): Promise<Phase> => {
    write(`Phase: ${name}`)
    const warmupMs = name === 'overload' || name === 'recovery' ? 0 : options.warmupSeconds * 1_000
    return sendPhase(deps, { name, client, pace, retryPolicy, warmupMs, ledgerName: LEDGER })
  }
  try {
    await client.connect()
    // Clients who are refused come again when they were told to: how much gets through is then how much the system takes.
    const capacity = await send(
      'capacity',
      { mode: 'closed', clientCount: options.clientCount },
      RETRY_POLICY,
    )
    const perSecond = Math.max(1, paymentsPerSecond(capacity))
    const uncongested = await send('uncongested', openPace(deps, perSecond * CALM))
    const costs = await CostMeter.start(system, database)
    const startedAtMs = systemClock.nowMs()
    const overload = await send('overload', openPace(deps, perSecond * OVERLOAD))
    const overloadSeconds = (systemClock.nowMs() - startedAtMs) / 1_000
    const recoveryPhase = send('recovery', openPace(deps, perSecond * CALM))
    const { processes } = await costs.read(Math.round(paymentsPerSecond(overload) * options.seconds))
    const phases = { capacity, uncongested, overload, recovery: await recoveryPhase }
    return { phases, processes, overloadSeconds }
  } finally {
    await client.close()
  }
}
