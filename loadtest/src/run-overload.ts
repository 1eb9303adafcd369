import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { answerLabel } from './answer.ts'
import { summarizeSet } from './configuration-summary.ts'
import type { ConfigurationSummary } from './configuration-summary.ts'
import { constantArrivals } from './arrival-schedule.ts'
import type { LedgerCheck } from './benchmark-result.ts'
import { IngressClient } from './ingress-client.ts'
import { checkLedger, countRecentlyWaiting, countWaitingReports } from './ledger-check.ts'
import { loadLedgerTables } from './ledger-tables.ts'
import { describeMachine } from './machine.ts'
import { overloadResult } from './overload-result.ts'
import type { Attempt, MemorySample, OverloadPhases, OverloadResult, Phase } from './overload-result.ts'
import { createPaymentSource } from './payment-source.ts'
import { drain, startSystem } from './run-benchmark.ts'
import type { BenchmarkDeps } from './run-benchmark.ts'
import { runLoad } from './run-load.ts'
import type { Pace } from './run-load.ts'
import { TENANT_ID } from './start-pantau.ts'
import { systemClock } from './system-clock.ts'
import type { SystemUnderTest } from './system-under-test.ts'

/** How much is asked for in overload, and before and after it, as multiples of the capacity. */
const OVERLOAD = 3
const CALM = 0.5
/** Nobody sends again: what counts is what a message gets the first time. */
const ONCE = { giveUpAfterMs: 0, retryDelayMs: 1, retryAfterMaxMs: 1 }
const MEMORY_EVERY_MS = 1_000

export interface OverloadReport extends OverloadResult {
  readonly title: string
  readonly startedAt: string
  readonly configuration: ConfigurationSummary
  readonly machine: Readonly<Record<string, string | number>>
  /** Of the process that takes messages, from the beginning of the run. */
  readonly memory: readonly MemorySample[]
  readonly ledger: LedgerCheck
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
  const database = new Client({ connectionString: system.databaseUrl })
  try {
    await database.connect()
    const memory = sampleMemory(system)
    const phases = await sendPhases(deps, system).finally(() => clearInterval(memory.timer))
    await drain(() => countRecentlyWaiting(database, TENANT_ID))
    await loadLedgerTables(database, join(options.outFolder, 'ledger.tsv'))
    await drain(() => countWaitingReports(database, TENANT_ID))
    const report = {
      title: options.title,
      startedAt: deps.startedAt.toISOString(),
      configuration: summarizeSet(options.configuration, deps.configuration),
      machine: describeMachine(),
      ...overloadResult(phases),
      memory: memory.samples,
      ledger: await checkLedger(database, TENANT_ID),
    }
    await writeFile(join(options.outFolder, 'overload.json'), `${JSON.stringify(report, undefined, 2)}\n`)
    return report
  } finally {
    await database.end()
    await system.stop()
  }
}

async function sendPhases(deps: BenchmarkDeps, system: SystemUnderTest): Promise<OverloadPhases> {
  const { options, write } = deps
  const client = new IngressClient({
    urls: system.ingressUrls,
    connectionCount: options.connectionCount,
    ...(system.certificateAuthority === undefined
      ? {}
      : { certificateAuthority: system.certificateAuthority }),
  })
  const send = (name: string, pace: Pace): Promise<Phase> => {
    write(`Phase: ${name}`)
    return sendPhase(deps, client, name, pace)
  }
  const open = (ratePerSecond: number): Pace => ({
    mode: 'open',
    arrivals: constantArrivals(ratePerSecond),
    inFlightMax: options.inFlightMax,
  })
  try {
    const capacity = await send('capacity', { mode: 'closed', clientCount: options.clientCount })
    const completed = capacity.attempts.filter(
      ({ label, isReport, sentAtMs }) => label === '200' && isReport && sentAtMs >= capacity.fromMs,
    )
    const perSecond = Math.max(1, (completed.length * 1_000) / (capacity.toMs - capacity.fromMs))
    return {
      capacity,
      uncongested: await send('uncongested', open(perSecond * CALM)),
      overload: await send('overload', open(perSecond * OVERLOAD)),
      recovery: await send('recovery', open(perSecond * CALM)),
    }
  } finally {
    await client.close()
  }
}

async function sendPhase(
  deps: BenchmarkDeps,
  client: IngressClient,
  name: string,
  pace: Pace,
): Promise<Phase> {
  const { options, startedAt } = deps
  const attempts: Attempt[] = []
  const ledgerPath = join(options.outFolder, `ledger-${name}.tsv`)
  const isWarmedUp = name === 'recovery' || name === 'overload'
  const warmupMs = isWarmedUp ? 0 : options.warmupSeconds * 1_000
  const fromMs = systemClock.nowMs() + warmupMs
  await runLoad({
    clock: systemClock,
    client: {
      post: async (transactionType, body) => {
        const sentAtMs = systemClock.nowMs()
        const answer = await client.post(transactionType, body)
        if (sentAtMs >= fromMs) {
          const latencyMs = systemClock.nowMs() - sentAtMs
          const isReport = transactionType === 'pacs.002.001.12'
          attempts.push({ sentAtMs, latencyMs, label: answerLabel(answer), isReport })
        }
        return answer
      },
    },
    messages: createPaymentSource({
      runId: `${startedAt.getTime().toString(36)}-${name}`,
      seed: options.seed,
      accountCount: options.accountCount,
      hotShare: options.hotShare,
      paddingBytes: options.paddingBytes,
    }),
    pace,
    retryPolicy: ONCE,
    warmupMs,
    measuredMs: options.seconds * 1_000,
    paymentCount: Number.MAX_SAFE_INTEGER,
    ledgerPath,
    onProgress: deps.write,
  })
  await appendFile(join(options.outFolder, 'ledger.tsv'), await readFile(ledgerPath))
  return { fromMs, toMs: fromMs + options.seconds * 1_000, attempts }
}

function sampleMemory(system: SystemUnderTest): {
  readonly timer: NodeJS.Timeout
  readonly samples: readonly MemorySample[]
} {
  const samples: MemorySample[] = []
  const startedAtMs = systemClock.nowMs()
  const sample = async (): Promise<void> => {
    const usages = await system.fleet.readUsage()
    const usage = usages.get('tms') ?? usages.get('standalone')
    if (usage !== undefined) {
      const atSeconds = Math.round((systemClock.nowMs() - startedAtMs) / 1_000)
      samples.push({ atSeconds, memoryBytes: usage.memoryBytes })
    }
  }
  return { timer: setInterval(() => void sample(), MEMORY_EVERY_MS), samples }
}

/** What people read. */
export function overloadText(report: OverloadReport): string {
  const { refusals, memory, ledger } = report
  const sizes = memory.map(({ memoryBytes }) => memoryBytes / 1_048_576)
  const rows: readonly (readonly [string, string])[] = [
    ['Capacity (closed loop)', `${report.capacity.toFixed(0)} payments/s`],
    [`Goodput at ${OVERLOAD} times the capacity`, `${(report.goodputRatio * 100).toFixed(1)} %`],
    [
      'Accepted, p99',
      `${milliseconds(report.acceptedP99Ms)}, ${report.acceptedP99Ratio.toFixed(2)} times that without overload`,
    ],
    [
      'Refusals',
      `${refusals.count}; p50 ${milliseconds(refusals.p50Ms)}, p95 ${milliseconds(refusals.p95Ms)}, p99 ${milliseconds(refusals.p99Ms)}, max ${milliseconds(refusals.maxMs)}`,
    ],
    ['Other answers in overload', JSON.stringify(report.otherAnswers)],
    ['Memory of the ingress', `${Math.min(...sizes).toFixed(0)} to ${Math.max(...sizes).toFixed(0)} MiB`],
    ['Recovery', `${report.recoverySeconds} s`],
    ['Ledger', ledger.holds ? 'holds' : 'DOES NOT HOLD'],
  ]
  return [
    `# ${report.title}`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([a, b]) => `| ${a} | ${b} |`),
    '',
  ].join('\n')
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`
}
