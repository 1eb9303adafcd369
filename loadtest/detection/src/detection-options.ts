import { parseArgs } from 'node:util'
import type { ScoredMessage } from './replay/plan-to-score.ts'

export interface DetectionOptions {
  readonly seeds: readonly number[]
  readonly accounts: number
  readonly days: number
  /** A variant of the base scenarios; the base itself when absent. */
  readonly scenariosPath?: string
  /** A shipped configuration set by name, or a file. */
  readonly config: string
  /** Another set whose headline figures are shown as a baseline. */
  readonly compare?: string
  readonly message?: ScoredMessage
  readonly through: 'engine' | 'api'
  readonly outFolder?: string
  readonly vectorsPath?: string
  readonly trafficFolder?: string
}

/** A command line that cannot be understood; the message says what is wrong, for people. */
export class DetectionOptionsError extends Error {
  override readonly name = 'DetectionOptionsError'
}

export const DETECTION_HELP = `Usage: npm run bench:detection -- [options]

Generates labelled payments, replays them through Pantau in order of arrival, and scores what it said. Writes result.json, result.md
and plots. Exits with 1 when the benchmark's own checks fail (then the figures say nothing), with 2 when asked for nonsense.

  --seed N                 seed of the generated world                                              (1)
  --seeds N,N,…            several worlds one after another, with intervals over them
  --scale N                accounts, such as 2000 or 20k                                            (5k)
  --days N                 days lived through; the first third, at most 60, is not scored           (90)
  --scenarios FILE         variant of the scenarios (loadtest/detection/README.md says how to write one); also slow-small
  --config NAME|FILE       configuration set: a shipped one by name, or a JSON file                 (pantau-default)
  --compare NAME|FILE      another set, shown as a baseline
  --message pacs.002|pacs.008   whose evaluations are scored, where the set covers both             (pacs.002)
  --through engine|api     engine: the services' functions in this process; api: HTTP into a whole Pantau (engine)
  --out DIR                where results go      (loadtest/results/detection/<scenarios>-<config>-…)
  --dump-vectors FILE      writes each scored payment's label and rule outcomes, to fit weights with
  --dump-traffic DIR       writes messages.jsonl in order of arrival, and labels.jsonl
  --help                   this text
`

const NAMES = [
  'seed',
  'seeds',
  'scale',
  'days',
  'scenarios',
  'config',
  'compare',
  'message',
  'through',
  'out',
  'dump-vectors',
  'dump-traffic',
] as const

const ACCOUNTS_LEAST = 200
const ACCOUNTS_MAX = 1_000_000
const DAYS_LEAST = 6
const DAYS_MAX = 400
const SEEDS_MAX = 50

/** @throws DetectionOptionsError */
export function parseDetectionOptions(args: readonly string[]): DetectionOptions {
  const values = parseValues(args)
  const through = values['through'] ?? 'engine'
  if (through !== 'engine' && through !== 'api') {
    throw new DetectionOptionsError(`--through must be engine or api, not '${through}'`)
  }
  if (values['seed'] !== undefined && values['seeds'] !== undefined) {
    throw new DetectionOptionsError('Give either --seed or --seeds')
  }
  const seeds = (values['seeds'] ?? values['seed'] ?? '1').split(',').map((text) => whole('seed', text, 0))
  if (seeds.length > SEEDS_MAX || new Set(seeds).size < seeds.length) {
    throw new DetectionOptionsError(`--seeds takes at most ${SEEDS_MAX} different numbers`)
  }
  return {
    seeds,
    accounts: whole('scale', thousands(values['scale'] ?? '5k'), ACCOUNTS_LEAST, ACCOUNTS_MAX),
    days: whole('days', values['days'] ?? '90', DAYS_LEAST, DAYS_MAX),
    config: values['config'] ?? 'pantau-default',
    through,
    ...optional('scenariosPath', values['scenarios']),
    ...optional('compare', values['compare']),
    ...optional('outFolder', values['out']),
    ...optional('vectorsPath', values['dump-vectors']),
    ...optional('trafficFolder', values['dump-traffic']),
    ...optional('message', messageOf(values['message'])),
  }
}

function parseValues(args: readonly string[]): Readonly<Record<string, string | undefined>> {
  try {
    const options = Object.fromEntries(NAMES.map((name) => [name, { type: 'string' as const }]))
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
    )
  } catch (error) {
    throw new DetectionOptionsError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function messageOf(text: string | undefined): ScoredMessage | undefined {
  switch (text) {
    case undefined:
      return undefined
    case 'pacs.002':
      return 'pacs.002.001.12'
    case 'pacs.008':
      return 'pacs.008.001.10'
    default:
      throw new DetectionOptionsError(`--message must be pacs.002 or pacs.008, not '${text}'`)
  }
}

function thousands(text: string): string {
  return /^\d+k$/i.test(text) ? `${text.slice(0, -1)}000` : text
}

function whole(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new DetectionOptionsError(
      `--${name} must be a whole number from ${least} to ${most}, not '${text}'`,
    )
  }
  return value
}

function optional<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  // An object with one computed name is typed by TypeScript as if it could have any.
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: V }
}
