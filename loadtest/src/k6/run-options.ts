import type { ScenarioDefaults } from './scenario-defaults.ts'

export type Variables = Readonly<Record<string, string | undefined>>

/** What a k6 run is to do, as read from the environment. Holds no credentials, so that it can be written into results. */
export interface RunOptions {
  /** Where the ingress is, without a slash at the end. */
  readonly baseUrl: string
  /** Payments per second, each of two messages. */
  readonly ratePerSecond: number
  readonly durationSeconds: number
  readonly accountCount: number
  readonly seed: number
  /** How long a message is sent again after 503, 429 or a lost answer; `Retry-After` is honoured within it. */
  readonly retryForSeconds: number
  readonly requestTimeoutSeconds: number
  /** Threshold: within which 95 % of the accepting answers must come. */
  readonly answerP95MaxMs: number
  /** Threshold: within which 95 % of the refusals must come. */
  readonly refusalP95MaxMs: number
  /** How many payments may be under way at most; beyond it, k6 drops arrivals and counts them. By the rate when absent. */
  readonly virtualUsersMax?: number
  /** How many times the rate the spike is. */
  readonly spikeFactor: number
  /** Certificates are not verified. For a self-signed one on this machine only. */
  readonly isTlsInsecure: boolean
  /** Makes the identifiers of this run unique; one is made up when absent. */
  readonly runId?: string
  /** Where the result goes as JSON and as Markdown; nowhere when absent. */
  readonly resultsFolder?: string
}

/** The environment asks for something that cannot be done; the message names every problem. */
export class RunOptionsError extends Error {
  override readonly name = 'RunOptionsError'

  constructor(problems: readonly string[]) {
    super(problems.join('; '))
  }
}

const DEFAULT_BASE_URL = 'http://localhost:5000'
const SECONDS_MAX = 7 * 86_400
const DURATION = /^(?=.)(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/

/** Reads the run's options from environment variables; one that is empty counts as not set. @throws RunOptionsError */
export function readRunOptions(variables: Variables, defaults: ScenarioDefaults): RunOptions {
  const reader = new VariableReader(variables)
  const virtualUsersMax = reader.optionalWhole('VUS_MAX', 1, 100_000)
  const runId = reader.matching('RUN_ID', /^[A-Za-z0-9-]{1,16}$/, '1 to 16 letters, digits or dashes')
  const resultsFolder = reader.text('RESULTS_DIR')
  const options: RunOptions = {
    baseUrl: reader.baseUrl('BASE_URL'),
    ratePerSecond: reader.whole('RATE', defaults.ratePerSecond, 1, 100_000),
    durationSeconds: reader.duration('DURATION', defaults.durationSeconds, defaults.durationMinSeconds),
    accountCount: reader.whole('ACCOUNTS', 100_000, 2, 1_000_000_000),
    seed: reader.whole('SEED', 1, 0, 4_294_967_295),
    retryForSeconds: reader.duration('RETRY_FOR', defaults.retryForSeconds, 0),
    requestTimeoutSeconds: reader.duration('REQUEST_TIMEOUT', 10, 1),
    answerP95MaxMs: reader.whole('P95_MS', 500, 1, 60_000),
    refusalP95MaxMs: reader.whole('REFUSAL_P95_MS', 50, 1, 60_000),
    spikeFactor: reader.whole('SPIKE_FACTOR', 10, 2, 100),
    isTlsInsecure: reader.flag('INSECURE_TLS'),
    ...(virtualUsersMax === undefined ? {} : { virtualUsersMax }),
    ...(runId === undefined ? {} : { runId }),
    ...(resultsFolder === undefined ? {} : { resultsFolder }),
  }
  if (reader.problems.length > 0) {
    throw new RunOptionsError(reader.problems)
  }
  return options
}

/** Reads variable by variable, gathering what is wrong so that all of it is reported at once. */
class VariableReader {
  readonly problems: string[] = []
  readonly #variables: Variables

  constructor(variables: Variables) {
    this.#variables = variables
  }

  text(name: string): string | undefined {
    const value = this.#variables[name]
    return value === '' ? undefined : value
  }

  matching(name: string, pattern: RegExp, form: string): string | undefined {
    const value = this.text(name)
    if (value !== undefined && !pattern.test(value)) {
      this.problems.push(`${name} must be ${form}, is '${value}'`)
    }
    return value
  }

  whole(name: string, fallback: number, min: number, max: number): number {
    return this.optionalWhole(name, min, max) ?? fallback
  }

  optionalWhole(name: string, min: number, max: number): number | undefined {
    const form = `a whole number from ${min} to ${max}`
    const value = this.matching(name, /^\d{1,10}$/, form)
    const number = value === undefined ? undefined : Number(value)
    if (number !== undefined && (number < min || number > max)) {
      this.problems.push(`${name} must be ${form}, is '${value}'`)
    }
    return number
  }

  /** Seconds of a duration such as `90s`, `15m` or `1h30m`. */
  duration(name: string, fallbackSeconds: number, minSeconds: number): number {
    const value = this.text(name)
    if (value === undefined) {
      return fallbackSeconds
    }
    const match = DURATION.exec(value)
    const [hours, minutes, seconds] = [match?.[1], match?.[2], match?.[3]].map((digits) =>
      Number(digits ?? 0),
    )
    const total = (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)
    if (match === null || total < minSeconds || total > SECONDS_MAX) {
      this.problems.push(
        `${name} must be a duration such as 90s, 15m or 1h30m, at least ${minSeconds}s, is '${value}'`,
      )
    }
    return total
  }

  flag(name: string): boolean {
    return this.matching(name, /^(true|false)$/, 'true or false') === 'true'
  }

  /** Credentials in it would end up in results and in the titles of metrics. */
  baseUrl(name: string): string {
    const form = 'an http:// or https:// address without credentials, path or query'
    const value = this.matching(name, /^https?:\/\/[^\s/?#@]+\/*$/, form)
    return (value ?? DEFAULT_BASE_URL).replace(/\/+$/, '')
  }
}
