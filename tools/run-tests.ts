// Runs everything that continuous integration runs: npm test
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { countTests, totalsLine } from './test-totals.ts'
import type { TestReport, TestTotals } from './test-totals.ts'

interface Step {
  readonly name: string
  readonly what: string
  readonly command: readonly [string, ...string[]]
  /** Where vitest puts its report, for a step that runs tests. */
  readonly report?: string
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const REPORTS = '.cache/test-reports'
/** A step that takes longer hangs. */
const STEP_MS_MAX = 15 * 60_000
/** The same examples for every run of this command, so that it tells changes apart and not runs. CONTRIBUTING.md says how to explore. */
const PROPERTY_SEED = '20261121'

const STEPS: readonly Step[] = [
  { name: 'format', what: 'every file is formatted', command: ['oxfmt', '--check', '.'] },
  { name: 'build', what: 'everything compiles', command: ['tsc', '-b'] },
  // After the build: in test files, typed lint finds the types of other packages in their compiled form only.
  {
    name: 'lint',
    what: 'no lint rule is broken, with types',
    command: ['oxlint', '--type-aware', '--deny-warnings'],
  },
  { name: 'types', what: 'the tests compile too', command: ['tsc', '-p', 'tsconfig.test.json'] },
  vitest(
    'packages',
    'unit, property, contract and repository tests',
    '--project',
    'pure',
    '--project',
    'packages',
  ),
  ...(holdsTests('test')
    ? [
        vitest(
          'system',
          'contract, end-to-end and fault tests of the whole system',
          '--project',
          'contract',
          '--project',
          'system',
        ),
      ]
    : []),
]

const HELP = `npm test [-- step…]

Runs these steps in order and stops at the first that fails, with its exit code; with names, only those steps.
The last line is "N passed, N failed": the tests that ran, and one failure for a step that failed without a failed test.

${STEPS.map((step) => `  ${step.name.padEnd(10)}${step.what}`).join('\n')}
`

function vitest(name: string, what: string, ...args: readonly string[]): Step {
  const report = `${REPORTS}/${name}.json`
  return {
    name,
    what,
    report,
    command: [
      'vitest',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      '--reporter=./tools/failure-reporter.ts',
      `--outputFile.json=${report}`,
    ],
  }
}

function holdsTests(folder: string): boolean {
  const path = `${ROOT}/${folder}`
  return (
    existsSync(path) &&
    readdirSync(path, { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.test.ts'))
  )
}

function run([command, ...args]: readonly [string, ...string[]]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(`${ROOT}/node_modules/.bin/${command}`, args, {
      cwd: ROOT,
      env: { TESTKIT_PROPERTY_SEED: PROPERTY_SEED, ...process.env },
      stdio: 'inherit',
      timeout: STEP_MS_MAX,
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (signal !== null) {
        console.log(`ended by ${signal}; a step may take ${STEP_MS_MAX / 1000} s`)
      }
      resolve(code ?? 1)
    })
  })
}

/** What a step contributes to the last line. */
function totalsOf(step: Step, exitCode: number): TestTotals {
  const file = step.report === undefined ? undefined : `${ROOT}/${step.report}`
  if (file === undefined || !existsSync(file)) {
    return { passed: 0, failed: exitCode === 0 ? 0 : 1 }
  }
  const report: TestReport = JSON.parse(readFileSync(file, 'utf8'))
  const totals = countTests(report)
  return exitCode !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals
}

async function runSteps(steps: readonly Step[]): Promise<number> {
  rmSync(`${ROOT}/${REPORTS}`, { recursive: true, force: true })
  mkdirSync(`${ROOT}/${REPORTS}`, { recursive: true })
  const totals: TestTotals[] = []
  let exitCode = 0
  for (const [index, step] of steps.entries()) {
    const label = `[${index + 1}/${steps.length}] ${step.name}`
    console.log(`\n${label}: ${step.what}`)
    const startedAtMs = performance.now()
    exitCode = await run(step.command)
    const stepTotals = totalsOf(step, exitCode)
    totals.push(stepTotals)
    if (exitCode === 0 && stepTotals.failed > 0) {
      console.log(`${label}: ${stepTotals.failed} tests were skipped or could not be loaded`)
      exitCode = 1
    }
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
    console.log(`${label}: ${exitCode === 0 ? 'ok' : `failed with exit code ${exitCode}`} (${seconds} s)`)
    if (exitCode !== 0) {
      break
    }
  }
  console.log(`\n${totalsLine(totals)}`)
  return exitCode
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name))
if (names.includes('--help') || names.includes('-h')) {
  console.log(HELP)
} else if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}\n\n${HELP}`)
  process.exitCode = 2
} else {
  process.exitCode = await runSteps(
    names.length === 0 ? STEPS : STEPS.filter((step) => names.includes(step.name)),
  )
}
