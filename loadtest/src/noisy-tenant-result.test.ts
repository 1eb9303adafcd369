import { describe, expect, it } from 'vitest'
import type { Attempt, Phase } from './attempt.ts'
import { noisyTenantResult } from './noisy-tenant-result.ts'

/** So many payments a second for ten seconds, two messages each. */
function phase(perSecond: number, attempt: (index: number) => Partial<Attempt> = () => ({})): Phase {
  const attempts = Array.from({ length: perSecond * 20 }, (_, index) => ({
    sentAtMs: (index * 500) / perSecond,
    latencyMs: 0,
    lagMs: 1,
    label: '200',
    isReport: index % 2 === 1,
    ...attempt(index),
  }))
  return { fromMs: 0, toMs: 10_000, attempts }
}

describe('the result of a noisy tenant', () => {
  it('compares the others with themselves, and all of them together with the capacity', () => {
    const result = noisyTenantResult(
      {
        capacity: phase(100),
        alone: [phase(10, () => ({ latencyMs: 4 })), phase(10, () => ({ latencyMs: 8 }))],
        beside: [phase(10, () => ({ latencyMs: 4 })), phase(10, () => ({ latencyMs: 10 }))],
        noise: phase(300, (index) => (index % 6 < 2 ? {} : { label: '503', latencyMs: 2, lagMs: 3 })),
      },
      { alone: [3, 5, 4], beside: [9, 6, 7] },
    )
    expect(result).toEqual({
      capacity: 100,
      alone: {
        p50Ms: 4,
        p99Ms: 8,
        acceptedMessages: 400,
        notAcceptedMessages: 0,
        acceptToEvaluation: { p50Ms: 4, p99Ms: 5 },
      },
      beside: {
        p50Ms: 4,
        p99Ms: 10,
        acceptedMessages: 400,
        notAcceptedMessages: 0,
        acceptToEvaluation: { p50Ms: 7, p99Ms: 9 },
      },
      p99Ratio: 1.25,
      goodputRatio: 1.2,
      noisyRefusals: { count: 4_000, p50Ms: 2, p99Ms: 2 },
      driverLagP99Ms: 3,
    })
  })

  it('tells what of the others was not accepted', () => {
    const beside = [phase(10, (index) => (index < 3 ? { label: '503' } : { latencyMs: 5 }))]
    const calm = phase(10, () => ({ latencyMs: 5 }))
    const { beside: quiet } = noisyTenantResult(
      { capacity: calm, alone: [calm], beside, noise: calm },
      { alone: [], beside: [] },
    )
    expect(quiet).toMatchObject({ acceptedMessages: 197, notAcceptedMessages: 3 })
  })
})
