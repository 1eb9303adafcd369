import { percentileOf } from './overload-percentile.ts'

/** One attempt to send a message. */
export interface Attempt {
  readonly sentAtMs: number
  readonly latencyMs: number
  /** As `answerLabel` puts it. */
  readonly label: string
  /** Whether its 200 completes a payment. */
  readonly isReport: boolean
}

/** A part of a run, by the driver's clock. */
export interface Phase {
  readonly fromMs: number
  readonly toMs: number
  readonly attempts: readonly Attempt[]
}

export interface MemorySample {
  readonly atSeconds: number
  readonly memoryBytes: number
}

export interface OverloadResult {
  /** Payments a second that the closed loop completed. */
  readonly capacity: number
  /** Payments a second that were completed in overload, as a share of the capacity. */
  readonly goodputRatio: number
  readonly uncongestedP99Ms: number
  readonly acceptedP99Ms: number
  readonly acceptedP99Ratio: number
  readonly refusals: {
    readonly count: number
    readonly p50Ms: number
    readonly p95Ms: number
    readonly p99Ms: number
    readonly maxMs: number
  }
  /** In overload, everything that was neither accepted nor refused with `Retry-After`. Must be empty. */
  readonly otherAnswers: Readonly<Record<string, number>>
  /** From the end of overload to the beginning of the first second from which on all are as without it. */
  readonly recoverySeconds: number
}

export interface OverloadPhases {
  readonly capacity: Phase
  readonly uncongested: Phase
  readonly overload: Phase
  readonly recovery: Phase
}

const REFUSALS: readonly string[] = ['429', '503']
/** Accepted messages may take this multiple of what they take without overload. */
const LATENCY_RATIO_MAX = 2

export function overloadResult(phases: OverloadPhases): OverloadResult {
  const capacity = paymentsPerSecond(phases.capacity)
  const uncongestedP99Ms = percentileOf(acceptedLatencies(phases.uncongested.attempts), 99)
  const acceptedP99Ms = percentileOf(acceptedLatencies(phases.overload.attempts), 99)
  const refused = phases.overload.attempts
    .filter(({ label }) => REFUSALS.includes(label))
    .map(({ latencyMs }) => latencyMs)
  const otherAnswers: Record<string, number> = {}
  for (const { label } of phases.overload.attempts) {
    if (label !== '200' && !REFUSALS.includes(label)) {
      otherAnswers[label] = (otherAnswers[label] ?? 0) + 1
    }
  }
  return {
    capacity,
    goodputRatio: paymentsPerSecond(phases.overload) / capacity,
    uncongestedP99Ms,
    acceptedP99Ms,
    acceptedP99Ratio: acceptedP99Ms / uncongestedP99Ms,
    refusals: {
      count: refused.length,
      p50Ms: percentileOf(refused, 50),
      p95Ms: percentileOf(refused, 95),
      p99Ms: percentileOf(refused, 99),
      maxMs: percentileOf(refused, 100),
    },
    otherAnswers,
    recoverySeconds: recoverySeconds(phases.recovery, uncongestedP99Ms),
  }
}

/** Completed within the phase: what comes after its end was owed to a queue. */
function paymentsPerSecond({ fromMs, toMs, attempts }: Phase): number {
  const completed = attempts.filter(
    ({ label, isReport, sentAtMs, latencyMs }) =>
      label === '200' && isReport && sentAtMs + latencyMs >= fromMs && sentAtMs + latencyMs < toMs,
  )
  return (completed.length * 1_000) / (toMs - fromMs)
}

function acceptedLatencies(attempts: readonly Attempt[]): readonly number[] {
  return attempts.filter(({ label }) => label === '200').map(({ latencyMs }) => latencyMs)
}

function recoverySeconds({ fromMs, attempts }: Phase, uncongestedP99Ms: number): number {
  const seconds = new Map<number, Attempt[]>()
  for (const attempt of attempts) {
    const second = Math.floor((attempt.sentAtMs - fromMs) / 1_000)
    const others = seconds.get(second)
    if (others === undefined) {
      seconds.set(second, [attempt])
    } else {
      others.push(attempt)
    }
  }
  const bad = [...seconds].filter(
    ([, those]) =>
      those.some(({ label }) => label !== '200') ||
      percentileOf(acceptedLatencies(those), 99) > LATENCY_RATIO_MAX * uncongestedP99Ms,
  )
  return Math.max(0, ...bad.map(([second]) => second + 1))
}
