import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { REPOSITORY } from '../repository.ts'
import { buildK6 } from './build-k6.ts'
import { BUILT_K6, findK6 } from './find-k6.ts'
import type { K6Program } from './find-k6.ts'
import type { LaunchOptions } from './launch-options.ts'
import { readRunOptions } from './run-options.ts'
import type { Variables } from './run-options.ts'
import { SCENARIO_DEFAULTS } from './scenario-defaults.ts'

const EXIT_ENDED_BY_SIGNAL = 1

export interface LaunchDeps {
  readonly environment: Variables
  readonly write: (line: string) => void
}

/**
 * Runs a scenario with k6, on this terminal, and resolves to its exit code.
 * @throws RunOptionsError before anything is started @throws K6NotFoundError
 */
export async function launchK6(options: LaunchOptions, deps: LaunchDeps): Promise<number> {
  const environment: Variables = {
    // k6 reports its use to its makers unless told otherwise: https://grafana.com/docs/k6/latest/set-up/usage-collection/
    K6_NO_USAGE_REPORT: 'true',
    ...deps.environment,
    ...options.variables,
  }
  const { resultsFolder } = readRunOptions(environment, SCENARIO_DEFAULTS[options.scenario])
  if (resultsFolder !== undefined) {
    await mkdir(resultsFolder, { recursive: true })
  }
  const search = { environment: deps.environment, builtPath: BUILT_K6 }
  const program = findK6(search) ?? (await buildK6(search, deps.write))
  deps.write(`k6 ${program.version} (${program.path})`)
  return run(program, options, environment)
}

async function run(
  { path }: K6Program,
  { scenario, k6Arguments }: LaunchOptions,
  environment: Variables,
): Promise<number> {
  const script = join(REPOSITORY, 'loadtest', 'k6', `${scenario}.ts`)
  const child = spawn(path, ['run', ...k6Arguments, script], { env: { ...environment }, stdio: 'inherit' })
  // On Ctrl-C the terminal tells k6 as well, which then ends gracefully and prints what it has.
  const forward = (signal: NodeJS.Signals): boolean => signal === 'SIGINT' || child.kill(signal)
  process.on('SIGINT', forward).on('SIGTERM', forward)
  try {
    const [code]: unknown[] = await once(child, 'close')
    return typeof code === 'number' ? code : EXIT_ENDED_BY_SIGNAL
  } finally {
    process.off('SIGINT', forward).off('SIGTERM', forward)
  }
}
