import { describe, expect, it } from 'vitest'
import { overloadResult } from './overload-result.ts'
import type { Attempt, Phase } from './attempt.ts'

/** So many attempts a second, evenly spaced over ten seconds. */
function phase(perSecond: number, attempt: (index: number, second: number) => Partial<Attempt>): Phase {
  const attempts = Array.from({ length: perSecond * 10 }, (_, index) => ({
    sentAtMs: (index * 1_000) / perSecond,
    latencyMs: 5,
    lagMs: 1,
    label: '200',
    isReport: index % 2 === 1,
    ...attempt(index, Math.floor(index / perSecond)),
  }))
  return { fromMs: 0, toMs: 10_000, attempts }
}

const CALM = phase(100, () => ({}))

function recoveryAfter(attempt: Partial<Attempt>, seconds: number): number {
  const recovery = phase(10, (_, second) => (second < seconds ? attempt : {}))
  return overloadResult({ capacity: CALM, uncongested: CALM, overload: CALM, recovery }).recoverySeconds
}

describe('the result of an overload', () => {
  it('compares goodput and latency with those without, and looks at refusals for themselves', () => {
    const overload = phase(600, (index) =>
      index % 3 === 0 ? { latencyMs: 8, isReport: index % 2 === 0 } : { label: '503', latencyMs: 2 },
    )
    const result = overloadResult({
      capacity: phase(200, () => ({})),
      uncongested: CALM,
      overload,
      recovery: CALM,
    })
    expect(result).toMatchObject({
      capacity: 99.9,
      uncongestedP99Ms: 5,
      acceptedP99Ms: 8,
      acceptedP99Ratio: 1.6,
      refusals: { count: 4_000, p50Ms: 2, maxMs: 2 },
      refusedReports: 2_000,
      driverLag: { p50Ms: 1, p99Ms: 1, maxMs: 1 },
      driverLagShare: 0.2,
      otherAnswers: {},
      recoverySeconds: 0,
    })
    expect(result.goodputRatio).toBeCloseTo(1, 1)
  })

  it('counts what came after the end for nothing, and what was neither accepted nor refused', () => {
    const overload = phase(10, (index) => (index < 50 ? { latencyMs: 20_000 } : { label: 'timeout' }))
    expect(overloadResult({ capacity: CALM, uncongested: CALM, overload, recovery: CALM })).toMatchObject({
      goodputRatio: 0,
      otherAnswers: { timeout: 50 },
    })
  })

  it('is over with the last second that has a refusal or is slow', () => {
    expect(recoveryAfter({ label: '503' }, 3)).toBe(3)
    expect(recoveryAfter({ latencyMs: 11 }, 4)).toBe(4)
    expect(recoveryAfter({ latencyMs: 10 }, 4)).toBe(0)
  })
})
