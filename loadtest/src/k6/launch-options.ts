import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { REPOSITORY } from '../repository.ts'
import { K6_SCENARIOS, SCENARIO_DEFAULTS } from './scenario-defaults.ts'
import type { K6Scenario } from './scenario-defaults.ts'

export interface LaunchOptions {
  readonly scenario: K6Scenario
  /** Added to the environment of k6. */
  readonly variables: Readonly<Record<string, string>>
  /** Handed to `k6 run` as they are. */
  readonly k6Arguments: readonly string[]
}

/** A command line that cannot be understood; the message says what is wrong, for people. */
export class LaunchOptionsError extends Error {
  override readonly name = 'LaunchOptionsError'
}

const RESULTS_FOLDER = join(REPOSITORY, 'loadtest', 'results')

/** The environment variable that each option stands for. */
const TEXT_OPTIONS = {
  url: 'BASE_URL',
  rate: 'RATE',
  duration: 'DURATION',
  accounts: 'ACCOUNTS',
  seed: 'SEED',
  'retry-for': 'RETRY_FOR',
  timeout: 'REQUEST_TIMEOUT',
  'p95-ms': 'P95_MS',
  'refusal-p95-ms': 'REFUSAL_P95_MS',
  'vus-max': 'VUS_MAX',
  'spike-factor': 'SPIKE_FACTOR',
  'run-id': 'RUN_ID',
} as const

const FILE_OPTIONS = {
  'tokens-file': 'TOKENS_FILE',
  // Read by Go, which k6 is written in, on Linux: https://pkg.go.dev/crypto/x509#SystemCertPool
  ca: 'SSL_CERT_FILE',
  out: 'RESULTS_DIR',
} as const

const SCENARIO_LINES = K6_SCENARIOS.map((name) => {
  const { question, ratePerSecond, durationSeconds } = SCENARIO_DEFAULTS[name]
  return `  ${name.padEnd(8)}${question} (${ratePerSecond}/s, ${durationSeconds} s)`
}).join('\n')

export const LAUNCH_HELP = `Usage: npm run k6 -- <scenario> [options] [-- options of k6 run]

Sends payments (pacs.008 then pacs.002) to a running Pantau with k6, prints what came of it, and exits with 99 when a threshold
did not hold. k6 is the one that PANTAU_K6_BIN names, else the one on PATH, else one that is built with Go into .cache/k6.

${SCENARIO_LINES}

Each option stands for a variable of the environment, which k6 reads where it is run without this program.

  --url URL             BASE_URL         address of the ingress                       (http://localhost:5000)
  --rate N              RATE             payments per second                          (by scenario)
  --duration D          DURATION         such as 90s, 15m or 1h30m                    (by scenario)
  --accounts N          ACCOUNTS         accounts that the payments are spread over   (100000)
  --seed N              SEED             seed of the generated payments               (1)
  --retry-for D         RETRY_FOR        send again that long after 503, 429 or no answer  (by scenario)
  --timeout D           REQUEST_TIMEOUT  when an answer counts as lost                (10s)
  --p95-ms N            P95_MS           threshold on accepting answers               (500)
  --refusal-p95-ms N    REFUSAL_P95_MS   threshold on refusals, stress and spike      (50)
  --vus-max N           VUS_MAX          payments under way at most                   (those of 4 seconds)
  --spike-factor N      SPIKE_FACTOR     height of the spike, in rates                (10)
  --run-id ID           RUN_ID           goes into every identifier                   (made up)
  --tokens-file FILE    TOKENS_FILE      {"tenant": "token", ...}: tenants take turns
                        TOKEN            one token; by the environment only
  --ca FILE             SSL_CERT_FILE    the certificate to trust (Linux)
  --insecure-tls        INSECURE_TLS     do not verify the certificate; for this machine only
  --save                RESULTS_DIR      also write JSON and Markdown to loadtest/results
  --out FOLDER          RESULTS_DIR      also write them to another folder
  --help                                 this text
`

/** @param workingFolder what relative paths are relative to. @returns 'help' when that is asked for @throws LaunchOptionsError */
export function parseLaunchOptions(args: readonly string[], workingFolder: string): LaunchOptions | 'help' {
  const end = args.indexOf('--')
  const { values, positionals } = parse(end === -1 ? args : args.slice(0, end))
  if (values['help'] === true) {
    return 'help'
  }
  const scenario = K6_SCENARIOS.find((name) => name === positionals[0])
  if (scenario === undefined || positionals.length > 1) {
    throw new LaunchOptionsError(`Name one scenario of ${K6_SCENARIOS.join(', ')}`)
  }
  const variables: Record<string, string> = values['save'] === true ? { RESULTS_DIR: RESULTS_FOLDER } : {}
  for (const [option, variable] of Object.entries(TEXT_OPTIONS)) {
    assign(variables, variable, values[option])
  }
  for (const [option, variable] of Object.entries(FILE_OPTIONS)) {
    const path = values[option]
    assign(variables, variable, typeof path === 'string' ? resolve(workingFolder, path) : undefined)
  }
  if (values['insecure-tls'] === true) {
    variables['INSECURE_TLS'] = 'true'
  }
  return { scenario, variables, k6Arguments: end === -1 ? [] : args.slice(end + 1) }
}

function parse(args: readonly string[]): {
  readonly values: Readonly<Record<string, unknown>>
  readonly positionals: readonly string[]
} {
  const texts = [...Object.keys(TEXT_OPTIONS), ...Object.keys(FILE_OPTIONS)]
  const flags = ['insecure-tls', 'save', 'help']
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries([
        ...texts.map((name) => [name, { type: 'string' as const }] as const),
        ...flags.map((name) => [name, { type: 'boolean' as const }] as const),
      ]),
      allowPositionals: true,
    })
    return { values: { ...values }, positionals }
  } catch (error) {
    throw new LaunchOptionsError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function assign(variables: Record<string, string>, name: string, value: unknown): void {
  if (typeof value === 'string') {
    Object.assign(variables, { [name]: value })
  }
}
