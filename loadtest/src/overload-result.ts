import type { Attempt, Phase } from './attempt.ts'
import { percentileOf } from './overload-percentile.ts'

/** How much is asked for in overload, and before and after it, as multiples of the capacity. */
export const OVERLOAD = 3
export const CALM = 0.5
/** Where messages wait longer for the driver than for the system, the driver is what was measured. */
export const DRIVER_LAG_SHARE_MAX = 0.5

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
  /** Of the refusals, those of status reports: each ends a payment whose transfer was accepted for nothing. */
  readonly refusedReports: number
  /** How long messages waited for the driver itself, in overload. */
  readonly driverLag: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number }
  /** The driver's part of all waiting in overload, 0 to 1. */
  readonly driverLagShare: number
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
  const refusals = phases.overload.attempts.filter(({ label }) => REFUSALS.includes(label))
  const refused = refusals.map(({ latencyMs }) => latencyMs)
  const lags = phases.overload.attempts.map(({ lagMs }) => lagMs)
  const lagMs = sum(lags)
  const latencyMs = sum(phases.overload.attempts.map((attempt) => attempt.latencyMs))
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
    refusedReports: refusals.filter(({ isReport }) => isReport).length,
    driverLag: {
      p50Ms: percentileOf(lags, 50),
      p99Ms: percentileOf(lags, 99),
      maxMs: percentileOf(lags, 100),
    },
    driverLagShare: lagMs / Math.max(Number.MIN_VALUE, lagMs + latencyMs),
    otherAnswers,
    recoverySeconds: recoverySeconds(phases.recovery, uncongestedP99Ms),
  }
}

/** Completed within the phase: what comes after its end was owed to a queue. */
export function paymentsPerSecond({ fromMs, toMs, attempts }: Phase): number {
  const completed = attempts.filter(
    ({ label, isReport, sentAtMs, latencyMs }) =>
      label === '200' && isReport && sentAtMs + latencyMs >= fromMs && sentAtMs + latencyMs < toMs,
  )
  return (completed.length * 1_000) / (toMs - fromMs)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function acceptedLatencies(attempts: readonly Attempt[]): readonly number[] {
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
