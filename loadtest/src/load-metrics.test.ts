import { describe, expect, it } from 'vitest'
import { LoadMetrics } from './load-metrics.ts'

describe('the load metrics', () => {
  it('leave payments of the warm-up out of the latencies, but not out of the counts', () => {
    const metrics = new LoadMetrics(1000)
    for (const dueAtMs of [500, 999, 1000, 1500]) {
      metrics.answered('200')
      metrics.transferAccepted(dueAtMs, dueAtMs + 10)
      metrics.answered('200')
      metrics.reportAccepted(dueAtMs, dueAtMs + 10, dueAtMs + 30)
    }
    const summary = metrics.summary()
    expect(summary.answers).toEqual({ '200': 8 })
    expect(summary.paymentsCompleted).toBe(4)
    expect(summary.transferAccept.count).toBe(2)
    expect(summary.payment.count).toBe(2)
    expect(summary.payment.p50Ms).toBeCloseTo(30, 0)
    expect(summary.reportAccept.p50Ms).toBeCloseTo(20, 0)
  })

  it('report the tail within three significant digits', () => {
    const metrics = new LoadMetrics(0)
    for (let ms = 1; ms <= 10_000; ms += 1) {
      metrics.transferAccepted(0, ms)
    }
    const { transferAccept } = metrics.summary()
    expect(transferAccept.p50Ms / 5000).toBeCloseTo(1, 2)
    expect(transferAccept.p99Ms / 9900).toBeCloseTo(1, 2)
    expect(transferAccept.p999Ms / 9990).toBeCloseTo(1, 2)
    expect(transferAccept.maxMs / 10_000).toBeCloseTo(1, 2)
  })

  it('count what replies say of decisions, where they say anything', () => {
    const metrics = new LoadMetrics(0)
    metrics.answered('200')
    expect(metrics.summary()).not.toHaveProperty('decisions')
    metrics.answered('200', 'undecided')
    metrics.answered('200', 'decided')
    metrics.answered('200', 'decided')
    expect(metrics.summary()).toMatchObject({ answers: { 200: 4 }, decisions: { decided: 2, undecided: 1 } })
  })

  it('report zeros before anything happened', () => {
    expect(new LoadMetrics(0).summary().payment).toMatchObject({ count: 0, meanMs: 0, p50Ms: 0, maxMs: 0 })
  })
})
