import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ROUNDS_MAX, ROUNDS_MIN, runWarmUp, STEADY_ROUNDS } from './run-warm-up.ts'

const HOUR_MS = 3_600_000
const never = new AbortController().signal

/** Rounds that take what is listed, in milliseconds of a clock of their own, and then the last of it. */
function timedRounds(roundMs: readonly number[]) {
  let nowMs = 0
  let done = 0
  return {
    clock: { nowMs: () => nowMs },
    round: async (): Promise<void> => {
      nowMs += roundMs[Math.min(done, roundMs.length - 1)] ?? 0
      done += 1
    },
  }
}

describe('runWarmUp', () => {
  it('ends when enough rounds are no longer faster than those before', async () => {
    const slow = Array.from({ length: ROUNDS_MIN }, () => 20)
    const report = await runWarmUp({ ...timedRounds([100, 50, ...slow, 10]), maxMs: HOUR_MS, signal: never })
    // The first of the slow ones was the fastest before; enough others came after it.
    expect(report).toMatchObject({ rounds: ROUNDS_MIN, failedRounds: 0, endedBy: 'steady' })
    const later = await runWarmUp({
      ...timedRounds([100, ...slow.slice(2), 10]),
      maxMs: HOUR_MS,
      signal: never,
    })
    expect(later).toEqual({
      rounds: ROUNDS_MIN + STEADY_ROUNDS,
      failedRounds: 0,
      elapsedMs: 100 + 20 * (ROUNDS_MIN - 2) + 10 * (STEADY_ROUNDS + 1),
      endedBy: 'steady',
    })
  })

  it('goes on as long as they are, up to the most rounds', async () => {
    // Halved now and then, before that many are no faster.
    const faster = Array.from(
      { length: ROUNDS_MAX },
      (_, index) => 2 ** (30 - Math.floor(index / STEADY_ROUNDS)),
    )
    const report = await runWarmUp({ ...timedRounds(faster), maxMs: HOUR_MS, signal: never })
    expect(report).toMatchObject({ rounds: ROUNDS_MAX, endedBy: 'rounds' })
  })

  it('goes on after a round that throws, and tells of the first', async () => {
    const rounds = timedRounds([10])
    let count = 0
    const report = await runWarmUp({
      clock: rounds.clock,
      maxMs: HOUR_MS,
      signal: never,
      async round() {
        await rounds.round()
        count += 1
        if (count <= 2) {
          throw new Error(`round ${count}`)
        }
      },
    })
    expect(report).toMatchObject({ rounds: ROUNDS_MIN, failedRounds: 2, endedBy: 'steady' })
    expect(report.error).toEqual(new Error('round 1'))
  })

  it('waits for no round once its time is over', async () => {
    const report = await runWarmUp({
      ...timedRounds([]),
      round: () => new Promise(() => undefined),
      maxMs: 1,
      signal: never,
    })
    expect(report).toMatchObject({ rounds: 0, endedBy: 'time' })
  })

  it('stops at once when it is told to, within a round', async () => {
    const stop = new AbortController()
    const report = await runWarmUp({
      ...timedRounds([]),
      round() {
        stop.abort()
        return sleep(HOUR_MS, undefined, { ref: false })
      },
      maxMs: HOUR_MS,
      signal: stop.signal,
    })
    expect(report).toMatchObject({ rounds: 0, endedBy: 'stop' })
  })

  it('lets the event loop turn between rounds', async () => {
    let turns = 0
    let isOver = false
    const count = (): void => {
      turns += 1
      if (!isOver) {
        setImmediate(count)
      }
    }
    setImmediate(count)
    const { rounds } = await runWarmUp({ ...timedRounds([10]), maxMs: HOUR_MS, signal: never })
    isOver = true
    expect(turns).toBeGreaterThanOrEqual(rounds - 1)
  })
})
