import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchmarkResult } from '../benchmark-result.ts'
import { createOutFolder } from '../create-out-folder.ts'
import { runBenchmark } from '../run-benchmark.ts'
import type { BenchmarkDeps } from '../benchmark-deps.ts'
import { sweepPoints } from './sweep-points.ts'
import { sweepReport, sweepResult } from './sweep-report.ts'
import type { SweepResult } from './sweep-report.ts'
import type { Sweep } from './sweep-variables.ts'

/**
 * One run after the other over one variable, each on servers of its own. Writes sweep.json and sweep.md after every run, so that a sweep
 * that is ended early has what it measured, and the files of each run in a folder of its own.
 */
export async function runSweep(deps: BenchmarkDeps, sweep: Sweep): Promise<SweepResult> {
  const { options, configuration, write } = deps
  await createOutFolder(options.outFolder)
  const runs: { value: number; result: BenchmarkResult }[] = []
  for (const point of sweepPoints(sweep, options, configuration)) {
    write(`Sweep: ${sweep.variable} ${point.value}`)
    const result = await runBenchmark({ ...deps, ...point })
    runs.push({ value: point.value, result })
    const soFar = sweepResult(options.title, sweep.variable, runs)
    await writeFile(join(options.outFolder, 'sweep.json'), `${JSON.stringify(soFar, undefined, 2)}\n`)
    await writeFile(join(options.outFolder, 'sweep.md'), sweepReport(soFar))
  }
  return sweepResult(options.title, sweep.variable, runs)
}
