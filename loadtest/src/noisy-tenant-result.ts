import type { Attempt, Phase } from './attempt.ts'
import { percentileOf } from './overload-percentile.ts'
import { acceptedLatencies, paymentsPerSecond } from './overload-result.ts'

export interface NoisyTenantPhases {
  /** One tenant, closed loop. */
  readonly capacity: Phase
  /** Each quiet tenant, while nobody else sends. */
  readonly alone: readonly Phase[]
  /** Each quiet tenant, while the noisy one sends. */
  readonly beside: readonly Phase[]
  /** The noisy tenant. */
  readonly noise: Phase
}

/** How long each evaluation of the quiet tenants took, from acceptance. */
export interface NoisyTenantEvaluations {
  readonly alone: readonly number[]
  readonly beside: readonly number[]
}

export interface QuietTenants {
  readonly p50Ms: number
  readonly p99Ms: number
  readonly acceptedMessages: number
  /** Must be 0. */
  readonly notAcceptedMessages: number
  /** From the commit that accepted a status report to that of its evaluation, by the database's clock. */
  readonly acceptToEvaluation: { readonly p50Ms: number; readonly p99Ms: number }
}

export interface NoisyTenantResult {
  readonly capacity: number
  readonly alone: QuietTenants
  readonly beside: QuietTenants
  /** The p99 of the quiet tenants beside the noisy one, as a multiple of their p99 alone. */
  readonly p99Ratio: number
  /** Payments a second of all tenants together in the noise, as a share of the capacity. */
  readonly goodputRatio: number
  readonly noisyRefusals: { readonly count: number; readonly p50Ms: number; readonly p99Ms: number }
  readonly driverLagP99Ms: number
}

export function noisyTenantResult(
  { capacity, alone, beside, noise }: NoisyTenantPhases,
  evaluationMs: NoisyTenantEvaluations,
): NoisyTenantResult {
  const perSecond = paymentsPerSecond(capacity)
  const withoutNoise = quietTenants(alone, evaluationMs.alone)
  const withNoise = quietTenants(beside, evaluationMs.beside)
  const refused = noise.attempts.filter(({ label }) => label !== '200').map(({ latencyMs }) => latencyMs)
  const completed = [...beside, noise].reduce((sum, phase) => sum + paymentsPerSecond(phase), 0)
  return {
    capacity: perSecond,
    alone: withoutNoise,
    beside: withNoise,
    p99Ratio: withNoise.p99Ms / withoutNoise.p99Ms,
    goodputRatio: completed / perSecond,
    noisyRefusals: {
      count: refused.length,
      p50Ms: percentileOf(refused, 50),
      p99Ms: percentileOf(refused, 99),
    },
    driverLagP99Ms: percentileOf(
      attemptsOf([...beside, noise]).map(({ lagMs }) => lagMs),
      99,
    ),
  }
}

function quietTenants(phases: readonly Phase[], evaluationMs: readonly number[]): QuietTenants {
  const attempts = attemptsOf(phases)
  const latencies = acceptedLatencies(attempts)
  return {
    p50Ms: percentileOf(latencies, 50),
    p99Ms: percentileOf(latencies, 99),
    acceptedMessages: latencies.length,
    notAcceptedMessages: attempts.length - latencies.length,
    acceptToEvaluation: { p50Ms: percentileOf(evaluationMs, 50), p99Ms: percentileOf(evaluationMs, 99) },
  }
}

function attemptsOf(phases: readonly Phase[]): readonly Attempt[] {
  return phases.flatMap(({ attempts }) => attempts)
}
