import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeVersion } from './code-version.ts'
import type { DetectionOptions } from './detection-options.ts'
import type { DetectionResult, DetectionRun } from './detection-result.ts'
import { dumpTraffic } from './dump-traffic.ts'
import { dumpVectors } from './dump-vectors.ts'
import { generate, GENERATOR_VERSION } from './generator/generate.ts'
import { HORIZON_START_MS } from './generator/horizon.ts'
import { loadConfiguration } from './load-configuration.ts'
import type { LoadedConfiguration } from './load-configuration.ts'
import { loadScenarios } from './load-scenarios.ts'
import type { LoadedScenarios } from './load-scenarios.ts'
import { ProgressBar } from './progress-bar.ts'
import type { ProgressBarDeps } from './progress-bar.ts'
import { replayInProcess } from './replay/replay-in-process.ts'
import { replayThroughApi } from './replay/replay-through-api.ts'
import type { Verdicts } from './replay/verdicts.ts'
import { detectionPlots } from './report/detection-plots.ts'
import { detectionReport } from './report/detection-report.ts'
import { aggregateRuns } from './scoring/aggregate-runs.ts'
import { checkBenchmark } from './scoring/check-benchmark.ts'
import { scoreDetection } from './scoring/score-detection.ts'
import type { DetectionScore } from './scoring/score-detection.ts'
import type { Traffic } from './traffic/traffic.ts'

const RESULTS = fileURLToPath(new URL('../../results/detection/', import.meta.url))

export interface DetectionDeps extends ProgressBarDeps {
  readonly options: DetectionOptions
  readonly startedAt: Date
}

interface Loaded {
  readonly scenarios: LoadedScenarios
  readonly configuration: LoadedConfiguration
  readonly compared?: LoadedConfiguration
  readonly outFolder: string
}

/** Runs the benchmark for every seed, and writes the result files. @throws ScenarioFileError, UnscorableConfigurationError */
export async function runDetection(deps: DetectionDeps): Promise<DetectionResult> {
  const { options } = deps
  const scenarios = await loadScenarios(options.scenariosPath)
  const configuration = await loadConfiguration(options.config, options.message)
  const compared =
    options.compare === undefined ? undefined : await loadConfiguration(options.compare, options.message)
  const name = nameOf(options, scenarios, configuration)
  const outFolder = options.outFolder ?? join(RESULTS, name)
  await mkdir(outFolder, { recursive: true })
  const runs: DetectionRun[] = []
  for (const seed of options.seeds) {
    runs.push(
      await runSeed(deps, seed, {
        scenarios,
        configuration,
        outFolder,
        ...(compared === undefined ? {} : { compared }),
      }),
    )
  }
  const result: DetectionResult = {
    formatVersion: 1,
    name,
    startedAt: deps.startedAt.toISOString(),
    through: options.through,
    accounts: options.accounts,
    days: options.days,
    seeds: options.seeds,
    scenarios: { name: scenarios.set.name, digest: scenarios.digest },
    configuration: {
      name: configuration.name,
      digest: configuration.digest,
      message: configuration.plan.transactionType,
    },
    generatorVersion: GENERATOR_VERSION,
    codeVersion: await codeVersion(),
    node: process.version,
    runs,
    aggregates: aggregateRuns(runs),
  }
  await writeResult(outFolder, result)
  deps.write(`Results are in ${outFolder}\n`)
  return result
}

async function runSeed(deps: DetectionDeps, seed: number, loaded: Loaded): Promise<DetectionRun> {
  const { options } = deps
  const { scenarios, configuration } = loaded
  const startedMs = deps.nowMs()
  const { traffic, labels } = generate({
    seed,
    accounts: options.accounts,
    days: options.days,
    scenarios: scenarios.set,
    onStep: (part) => deps.write(`Seed ${seed}: ${part}\n`),
  })
  const generatedMs = deps.nowMs()
  if (options.trafficFolder !== undefined) {
    await dumpTraffic(ofSeed(options, options.trafficFolder, seed), traffic, labels)
  }
  const replayedFromMs = deps.nowMs()
  const verdicts = await replay(deps, loaded, configuration, traffic)
  const replayedMs = deps.nowMs()
  const score = scoreDetection({ traffic, labels, verdicts, seed, startMs: HORIZON_START_MS })
  if (options.vectorsPath !== undefined) {
    await dumpVectors(ofSeed(options, options.vectorsPath, seed), { traffic, labels, verdicts })
  }
  const scoredMs = deps.nowMs()
  const baselines = [...score.baselines]
  if (loaded.compared !== undefined) {
    const other = await replay(deps, loaded, loaded.compared, traffic)
    baselines.push(
      baselineOf(
        loaded.compared.name,
        scoreDetection({ traffic, labels, verdicts: other, seed, startMs: HORIZON_START_MS }),
      ),
    )
  }
  return {
    seed,
    seconds: {
      generate: (generatedMs - startedMs) / 1000,
      replay: (replayedMs - replayedFromMs) / 1000,
      score: (scoredMs - replayedMs) / 1000,
    },
    replayedPaymentsPerSecond: (1000 * traffic.payments.count) / Math.max(1, replayedMs - replayedFromMs),
    checks: checkBenchmark(score, scenarios.set.settings.prevalence),
    ...score,
    baselines,
  }
}

/** The labels are not among what a replay gets. */
async function replay(
  deps: DetectionDeps,
  { outFolder }: Loaded,
  configuration: LoadedConfiguration,
  traffic: Traffic,
): Promise<Verdicts> {
  const bar = new ProgressBar(deps, 'Replaying messages', traffic.arrivals.count)
  return deps.options.through === 'engine'
    ? replayInProcess(traffic, configuration, bar.show)
    : replayThroughApi({
        traffic,
        plan: configuration.plan,
        set: configuration.set,
        folder: join(outFolder, 'system'),
        onMessage: bar.show,
        write: deps.write,
      })
}

function baselineOf(name: string, { payments }: DetectionScore): DetectionScore['baselines'][number] {
  const { alertsPerThousand, precision, recall, f1 } = payments
  return { name: `configuration ${name}, its own budget`, alertsPerThousand, precision, recall, f1 }
}

function nameOf(
  options: DetectionOptions,
  scenarios: LoadedScenarios,
  configuration: LoadedConfiguration,
): string {
  const message = options.message === undefined ? [] : [options.message.slice(0, 8).replace('.', '')]
  const parts = [scenarios.set.name, configuration.name, ...message, options.accounts, `${options.days}d`]
  const through = options.through === 'api' ? ['api'] : []
  return [...parts, `seed${options.seeds.join('-')}`, ...through].join('-').replaceAll(/[^A-Za-z0-9.-]/g, '_')
}

function ofSeed(options: DetectionOptions, path: string, seed: number): string {
  return options.seeds.length > 1 ? `${path}.seed${seed}` : path
}

async function writeResult(folder: string, result: DetectionResult): Promise<void> {
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(result, undefined, 1)}\n`)
  await writeFile(join(folder, 'result.md'), detectionReport(result))
  for (const [file, plot] of Object.entries(detectionPlots(result))) {
    await writeFile(join(folder, file), plot)
  }
}
