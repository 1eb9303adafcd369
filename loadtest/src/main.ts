import { readFile } from 'node:fs/promises'
import { configurationSet } from '@pantau/typologies'
import { BENCH_HELP, BenchOptionsError, parseBenchOptions } from './bench-options.ts'
import { benchmarkComparison, benchmarkReport } from './benchmark-report.ts'
import type { BenchmarkResult } from './benchmark-result.ts'
import { runBenchmark } from './run-benchmark.ts'
import { runSweep } from './sweep/run-sweep.ts'
import { sweepReport } from './sweep/sweep-report.ts'
import { DRIVER_LAG_SHARE_MAX } from './overload-result.ts'
import { overloadText } from './overload-text.ts'
import { noisyTenantText, runNoisyTenant } from './run-noisy-tenant.ts'
import { runOverload } from './run-overload.ts'

const EXIT_FAILED = 1
const EXIT_USAGE = 2

const [command, ...rest] = process.argv.slice(2)
if (command === '--help' || command === 'help') {
  process.stdout.write(BENCH_HELP)
} else if (command === 'report') {
  process.stdout.write(benchmarkComparison(await Promise.all(rest.map(readResult))))
} else {
  process.exitCode = await bench(process.argv.slice(2))
}

async function bench(args: readonly string[]): Promise<number> {
  const startedAt = new Date()
  try {
    const options = parseBenchOptions(args, startedAt)
    const deps = {
      options,
      configuration: configurationSet(options.configuration),
      startedAt,
      write: (line: string) => void process.stderr.write(`${line}\n`),
    }
    if (options.sweep !== undefined) {
      const swept = await runSweep(deps, options.sweep)
      process.stdout.write(sweepReport(swept))
      return swept.rows.every(({ ledgerHolds }) => ledgerHolds) ? 0 : EXIT_FAILED
    }
    if (options.overload) {
      const report = await runOverload(deps)
      process.stdout.write(overloadText(report))
      return report.ledger.holds && report.driverLagShare <= DRIVER_LAG_SHARE_MAX ? 0 : EXIT_FAILED
    }
    if (options.noisyTenant) {
      const report = await runNoisyTenant(deps)
      process.stdout.write(noisyTenantText(report))
      return report.ledgersHold ? 0 : EXIT_FAILED
    }
    const result = await runBenchmark(deps)
    process.stdout.write(benchmarkReport(result))
    return result.ledger.holds ? 0 : EXIT_FAILED
  } catch (error) {
    if (error instanceof BenchOptionsError) {
      process.stderr.write(`${error.message}\n\n${BENCH_HELP}`)
      return EXIT_USAGE
    }
    throw error
  }
}

async function readResult(path: string): Promise<BenchmarkResult> {
  // Written by this program; a file of another kind shows at once in the table.
  return JSON.parse(await readFile(path, 'utf8')) as BenchmarkResult
}
