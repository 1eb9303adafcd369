import { describe, expect, it } from 'vitest'
import { constantArrivals } from './arrival-schedule.ts'
import type { Clock } from './clock.ts'
import { runClosedLoop } from './closed-loop.ts'
import { runOpenLoop } from './open-loop.ts'

/** Time that stands still while anything runs, and jumps to the next awaited moment when nothing does. */
class VirtualClock implements Clock {
  #nowMs = 0
  readonly #waits: { readonly atMs: number; readonly wake: () => void }[] = []

  nowMs(): number {
    return this.#nowMs
  }

  waitUntil(atMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waits.push({ atMs, wake: resolve })
    })
  }

  epochMs(atMs: number): number {
    return atMs
  }

  async run<T>(work: Promise<T>): Promise<T> {
    const state = { done: false }
    const markDone = (): void => {
      state.done = true
    }
    work.then(markDone, markDone)
    while (true) {
      await new Promise((resolve) => setImmediate(resolve))
      if (state.done) {
        return work
      }
      this.#waits.sort((a, b) => a.atMs - b.atMs)
      const next = this.#waits.shift()
      if (next !== undefined) {
        this.#nowMs = Math.max(this.#nowMs, next.atMs)
        next.wake()
      }
    }
  }
}

/** A service that answers in 1 ms, but at nothing between 200 ms and 700 ms. */
function stallingService(clock: Clock): () => Promise<void> {
  return async () => {
    const nowMs = clock.nowMs()
    await clock.waitUntil(nowMs >= 200 && nowMs < 700 ? 701 : nowMs + 1)
  }
}

describe('the open loop', () => {
  it('keeps its schedule while the service stalls, and counts the whole wait of each request', async () => {
    const clock = new VirtualClock()
    const serve = stallingService(clock)
    const latencies: number[] = []
    const run = await clock.run(
      runOpenLoop({
        arrivals: constantArrivals(100),
        durationMs: 1000,
        paymentCount: 1000,
        inFlightMax: 1000,
        clock,
        submit: async (_index, dueAtMs) => {
          await serve()
          latencies.push(clock.nowMs() - dueAtMs)
        },
      }),
    )
    expect(run).toEqual({ startedAtMs: 0, paymentCount: 100, heldBackCount: 0 })
    expect(latencies.filter((latency) => latency > 1.5)).toHaveLength(50)
    expect(Math.max(...latencies)).toBeCloseTo(501, 6)
  })

  it('counts from the scheduled time also where the bound on requests in flight holds a payment back', async () => {
    const clock = new VirtualClock()
    const serve = stallingService(clock)
    const latencies: number[] = []
    const lags: number[] = []
    const run = await clock.run(
      runOpenLoop({
        arrivals: constantArrivals(100),
        durationMs: 1000,
        paymentCount: 1000,
        inFlightMax: 5,
        clock,
        onStarted: (lagMs) => lags.push(lagMs),
        submit: async (_index, dueAtMs) => {
          await serve()
          latencies.push(clock.nowMs() - dueAtMs)
        },
      }),
    )
    expect(run.paymentCount).toBe(100)
    expect(run.heldBackCount).toBeGreaterThan(10)
    expect(latencies.filter((latency) => latency > 10).length).toBeGreaterThanOrEqual(48)
    expect(Math.max(...lags)).toBeGreaterThan(400)
  })

  it('ends when it is told that there were enough', async () => {
    const clock = new VirtualClock()
    const run = runOpenLoop({
      arrivals: constantArrivals(100),
      durationMs: 10_000,
      paymentCount: 1000,
      inFlightMax: 5,
      clock,
      submit: () => clock.waitUntil(clock.nowMs() + 1),
      stopWhen: (paymentCount) => paymentCount >= 20 && clock.nowMs() > 500,
    })
    expect(await clock.run(run)).toMatchObject({ paymentCount: 52 })
  })

  it('ends with the failure of a submission', async () => {
    const clock = new VirtualClock()
    const run = runOpenLoop({
      arrivals: constantArrivals(100),
      durationMs: 1000,
      paymentCount: 10,
      inFlightMax: 5,
      clock,
      submit: (index) => (index === 3 ? Promise.reject(new TypeError('broken driver')) : Promise.resolve()),
    })
    await expect(clock.run(run)).rejects.toThrow('broken driver')
  })
})

describe('the closed loop', () => {
  it('sends less while the service stalls, which is why its latencies are not published', async () => {
    const clock = new VirtualClock()
    const serve = stallingService(clock)
    const latencies: number[] = []
    const run = await clock.run(
      runClosedLoop({
        clientCount: 2,
        durationMs: 1000,
        paymentCount: 100_000,
        clock,
        submit: async (_index, dueAtMs) => {
          await serve()
          latencies.push(clock.nowMs() - dueAtMs)
        },
      }),
    )
    expect(latencies.filter((latency) => latency > 1.5)).toHaveLength(2)
    expect(run.paymentCount).toBe(latencies.length)
  })

  it('stops after the asked number of payments', async () => {
    const clock = new VirtualClock()
    const seen: number[] = []
    await clock.run(
      runClosedLoop({
        clientCount: 4,
        durationMs: 1000,
        paymentCount: 10,
        clock,
        submit: async (index) => {
          seen.push(index)
          await clock.waitUntil(clock.nowMs() + 1)
        },
      }),
    )
    expect(seen.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})
