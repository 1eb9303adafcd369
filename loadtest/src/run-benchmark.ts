import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { waitUntil, WaitTimeoutError } from '@pantau/testkit'
import { constantArrivals, poissonArrivals } from './arrival-schedule.ts'
import type { BenchOptions } from './bench-options.ts'
import type { BenchmarkDeps } from './benchmark-deps.ts'
import { benchmarkReport } from './benchmark-report.ts'
import type { BenchmarkResult } from './benchmark-result.ts'
import { createOutFolder } from './create-out-folder.ts'
import { summarizeSet } from './configuration-summary.ts'
import type { HistorySummary } from './history/preload-history.ts'
import { systemClock } from './system-clock.ts'
import { CostMeter, withWarmCost } from './cost-meter.ts'
import { countEvaluated, readEvaluationTimes, readHotAccountTimes } from './evaluation-latency.ts'
import { IngressClient } from './ingress-client.ts'
import { latencyPlot } from './latency-plot.ts'
import { checkLedger, countRecentlyWaiting, countWaitingReports } from './ledger-check.ts'
import { loadLedgerTables } from './ledger-tables.ts'
import { describeMachine } from './machine.ts'
import { accountNumber } from './payment-messages.ts'
import { createPaymentSource, HOT_NUMBER } from './payment-source.ts'
import { RandomSource } from './random-source.ts'
import type { LoadRun, Pace } from './run-load.ts'
import { runLoad } from './run-load.ts'
import { readDurabilitySettings, readServerVersion } from './server-statistics.ts'
import { startSystem, tenantIdsOf } from './start-system.ts'
import type { SystemUnderTest } from './system-under-test.ts'
import { createTenantTokens } from './tenant-tokens.ts'
import type { TenantTokens } from './tenant-tokens.ts'

const DRAIN_WITHIN_MS = 120_000
const DRAIN_POLL_EVERY_MS = 250
/** As a careful caller does it. */
export const RETRY_POLICY = { giveUpAfterMs: 60_000, retryDelayMs: 250, retryAfterMaxMs: 5000 }

/** Starts Pantau, runs the load, waits until everything is evaluated, measures and checks. Writes the result files and ends everything. */
export async function runBenchmark(deps: BenchmarkDeps): Promise<BenchmarkResult> {
  const { options, write } = deps
  await createOutFolder(options.outFolder)
  write(`Starting servers and services; logs are in ${options.outFolder}`)
  let history: HistorySummary | undefined
  const tokens = options.tenantCount === 0 ? undefined : await createTenantTokens(options.outFolder)
  const system = await startSystem(deps, {
    tokens,
    onHistory: (summary) => {
      history = summary
    },
  })
  const database = new Client({ connectionString: system.databaseUrl })
  try {
    await database.connect()
    const measured = await measure(deps, system, database, tokens)
    const result = history === undefined ? measured : { ...measured, history }
    await writeResult(options.outFolder, result)
    return result
  } finally {
    await database.end()
    await system.stop()
  }
}

async function measure(
  deps: BenchmarkDeps,
  system: SystemUnderTest,
  database: Client,
  tokens: TenantTokens | undefined,
): Promise<BenchmarkResult> {
  const { options, write } = deps
  const tenantIds = tenantIdsOf(options)
  const { sweep: _, postgresSettings, serviceSettings, ...others } = options
  const conditions = {
    ...others,
    ...listed('postgresSettings', Object.entries(postgresSettings)),
    ...listed(
      'serviceSettings',
      Object.entries(serviceSettings).flatMap(([service, settings]) =>
        Object.entries(settings).map(([name, value]) => [`${service}.${name}`, value]),
      ),
    ),
  }
  const ledgerPath = join(options.outFolder, 'ledger.tsv')
  const costs = await CostMeter.start(system, database)
  const [load, warmCosts] = await Promise.all([
    sendLoad(deps, system, ledgerPath, tokens),
    systemClock
      .waitUntil(systemClock.nowMs() + options.warmupSeconds * 1_000)
      .then(async () => ({ fromEpochMs: Date.now(), meter: await CostMeter.start(system, database) })),
  ])
  const warmCostOf = await warmCosts.meter.stop()
  // Longer than the measured window where messages waited for their answers: what they cost is in it, and so they are counted in it.
  const warmWindow = { fromEpochMs: warmCosts.fromEpochMs, toEpochMs: Date.now() }
  write('All answers are there; waiting until everything accepted is evaluated')
  await drain(() => countRecentlyWaiting(database, tenantIds))
  const cost = await costs.read(load.summary.paymentsCompleted)
  await loadLedgerTables(database, ledgerPath)
  await drain(() => countWaitingReports(database, tenantIds))
  const times = await readEvaluationTimes(database, tenantIds, load.window)
  const hotAccount =
    options.hotShare === 0
      ? undefined
      : await readHotAccountTimes(
          database,
          { tenantIds, accountNumber: accountNumber(HOT_NUMBER) },
          load.window,
        )
  const ledger = await checkLedger(database, tenantIds)
  const warmCost = warmCostOf(await countEvaluated(database, warmWindow))
  const spansReceived = await system.countSpans?.()
  return {
    formatVersion: 1,
    title: options.title,
    startedAt: deps.startedAt.toISOString(),
    options: conditions,
    configuration: summarizeSet(deps.configurationName ?? options.configuration, deps.configuration),
    machine: describeMachine(),
    versions: { node: process.version, postgres: await readServerVersion(database) },
    durability: { ...(await readDurabilitySettings(database)), ...system.transport },
    load: load.summary,
    heldBackCount: load.heldBackCount,
    measuredSeconds: (load.window.toEpochMs - load.window.fromEpochMs) / 1000,
    ftps: times.ftps,
    backlogAtLoadEnd: times.backlogAtEnd,
    drainMs: times.drainMs,
    acceptToEvaluation: times.acceptToEvaluation,
    dueToEvaluation: times.dueToEvaluation,
    ...(hotAccount === undefined ? {} : { hotAccount }),
    ...cost,
    processes: withWarmCost(cost, warmCost),
    ...(spansReceived === undefined ? {} : { spansReceived }),
    timeline: times.timeline,
    ledger,
    failures: load.failures,
  }
}

function listed(name: string, settings: readonly (readonly string[])[]): Readonly<Record<string, string>> {
  return settings.length === 0 ? {} : { [name]: settings.map((pair) => pair.join('=')).join(',') }
}

/** Waits until nothing waits, or long enough: what is then still missing shows in the ledger check. */
export async function drain(countWaiting: () => Promise<number>): Promise<void> {
  try {
    await waitUntil(async () => (await countWaiting()) === 0, {
      what: 'the evaluation of every accepted status report',
      timeoutMs: DRAIN_WITHIN_MS,
      everyMs: DRAIN_POLL_EVERY_MS,
    })
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) {
      throw error
    }
  }
}

async function sendLoad(
  deps: BenchmarkDeps,
  system: SystemUnderTest,
  ledgerPath: string,
  tokens: TenantTokens | undefined,
): Promise<LoadRun> {
  const { options } = deps
  const [first, ...others] = tenantIdsOf(options)
  const client = new IngressClient({
    urls: system.ingressUrls,
    connectionCount: options.connectionCount,
    certificateAuthority: system.certificateAuthority,
    waitSeconds: options.waitSeconds,
    ...(tokens === undefined
      ? {}
      : { bearerTokens: [tokens.tokenOf(first), ...others.map((tenantId) => tokens.tokenOf(tenantId))] }),
  })
  try {
    return await runLoad({
      clock: systemClock,
      client,
      messages: createPaymentSource({
        runId: deps.startedAt.getTime().toString(36),
        seed: options.seed,
        accountCount: options.accountCount,
        hotShare: options.hotShare,
        paddingBytes: options.paddingBytes,
      }),
      pace: paceOf(options),
      retryPolicy: RETRY_POLICY,
      warmupMs: options.warmupSeconds * 1000,
      measuredMs: options.seconds * 1000,
      paymentCount: options.paymentCount ?? Number.MAX_SAFE_INTEGER,
      ledgerPath,
      onProgress: deps.write,
    })
  } finally {
    await client.close()
  }
}

function paceOf(options: BenchOptions): Pace {
  if (options.mode === 'closed') {
    return { mode: 'closed', clientCount: options.clientCount }
  }
  const arrivals =
    options.arrivals === 'constant'
      ? constantArrivals(options.ratePerSecond)
      : poissonArrivals(options.ratePerSecond, new RandomSource(options.seed))
  return { mode: 'open', arrivals, inFlightMax: options.inFlightMax }
}

async function writeResult(folder: string, result: BenchmarkResult): Promise<void> {
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, undefined, 2)}\n`)
  await writeFile(join(folder, 'result.md'), benchmarkReport(result))
  const { load } = result
  await writeFile(
    join(folder, 'latency.svg'),
    latencyPlot(result.title, [
      { name: 'accepted to evaluation', points: result.acceptToEvaluation.curve },
      { name: 'pacs.002 due to 200', points: load.reportAccept.curve },
      { name: 'pacs.008 due to 200', points: load.transferAccept.curve },
    ]),
  )
}
