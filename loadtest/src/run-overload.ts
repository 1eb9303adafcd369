import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Phase } from './attempt.ts'
import type { LedgerCheck } from './benchmark-result.ts'
import { createOutFolder } from './create-out-folder.ts'
import { summarizeSet } from './configuration-summary.ts'
import type { ConfigurationSummary } from './configuration-summary.ts'
import { raiseDriverPriority } from './driver-priority.ts'
import type { DriverPriority } from './driver-priority.ts'
import { IngressClient } from './ingress-client.ts'
import { describeMachine } from './machine.ts'
import { sampleMemory } from './memory-samples.ts'
import type { MemorySample } from './memory-samples.ts'
import { measurePhase } from './phase-cost.ts'
import type { PhaseCost } from './phase-cost.ts'
import { CALM, OVERLOAD, overloadResult, paymentsPerSecond } from './overload-result.ts'
import type { OverloadPhases, OverloadResult } from './overload-result.ts'
import { RETRY_POLICY } from './run-benchmark.ts'
import { startSystem } from './start-system.ts'
import type { BenchmarkDeps } from './benchmark-deps.ts'
import type { Pace } from './run-load.ts'
import { ONCE, openPace, sendPhase } from './send-phase.ts'
import { settledLedger } from './settled-ledger.ts'
import { TENANT_ID } from './start-pantau.ts'
import type { SystemUnderTest } from './system-under-test.ts'

const LEDGER = 'ledger.tsv'

export interface OverloadReport extends OverloadResult {
  readonly title: string
  readonly startedAt: string
  readonly configuration: ConfigurationSummary
  readonly machine: Readonly<Record<string, string | number>>
  readonly driverPriority: DriverPriority
  /** Of each part of the run. */
  readonly costs: PhaseCosts
  /** Of the process that takes messages, from the beginning of the run. */
  readonly memory: readonly MemorySample[]
  readonly ledger: LedgerCheck
}

export type PhaseCosts = Readonly<Record<keyof OverloadPhases, PhaseCost>>

/**
 * Finds the capacity with a closed loop, then sends half of it, three times of it, and half of it again on a fixed schedule. Writes
 * overload.json; the ledger must hold for all four together.
 */
export async function runOverload(deps: BenchmarkDeps): Promise<OverloadReport> {
  const { options } = deps
  await createOutFolder(options.outFolder)
  const system = await startSystem(deps)
  const driverPriority = raiseDriverPriority()
  const database = new Client({ connectionString: system.databaseUrl })
  try {
    await database.connect()
    const memory = sampleMemory(system)
    const { phases, costs } = await sendPhases(deps, system, database).finally(memory.stop)
    const ledger = await settledLedger(database, [TENANT_ID], join(options.outFolder, LEDGER))
    const report = {
      title: options.title,
      startedAt: deps.startedAt.toISOString(),
      configuration: summarizeSet(options.configuration, deps.configuration),
      machine: describeMachine(),
      driverPriority,
      ...overloadResult(phases),
      costs,
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

async function sendPhases(
  deps: BenchmarkDeps,
  system: SystemUnderTest,
  database: Client,
): Promise<{ readonly phases: OverloadPhases; readonly costs: PhaseCosts }> {
  const { options, write } = deps
  const client = new IngressClient({
    urls: system.ingressUrls,
    connectionCount: options.connectionCount,
    certificateAuthority: system.certificateAuthority,
  })
  const send = (
    name: keyof OverloadPhases,
    pace: Pace,
    retryPolicy = ONCE,
  ): Promise<{ readonly sent: Phase; readonly cost: PhaseCost }> => {
    write(`Phase: ${name}`)
    const warmupMs = name === 'overload' || name === 'recovery' ? 0 : options.warmupSeconds * 1_000
    const phase = { name, client, pace, retryPolicy, warmupMs, ledgerName: LEDGER }
    return measurePhase(system, database, () => sendPhase(deps, phase))
  }
  try {
    await client.connect()
    // Clients who are refused come again when they were told to: how much gets through is then how much the system takes.
    const capacity = await send(
      'capacity',
      { mode: 'closed', clientCount: options.clientCount },
      RETRY_POLICY,
    )
    const perSecond = Math.max(1, paymentsPerSecond(capacity.sent))
    const uncongested = await send('uncongested', openPace(deps, perSecond * CALM))
    const overload = await send('overload', openPace(deps, perSecond * OVERLOAD))
    const recovery = await send('recovery', openPace(deps, perSecond * CALM))
    return {
      phases: {
        capacity: capacity.sent,
        uncongested: uncongested.sent,
        overload: overload.sent,
        recovery: recovery.sent,
      },
      costs: {
        capacity: capacity.cost,
        uncongested: uncongested.cost,
        overload: overload.cost,
        recovery: recovery.cost,
      },
    }
  } finally {
    await client.close()
  }
}
