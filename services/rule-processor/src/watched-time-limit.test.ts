import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWatchedTimeLimit } from './watched-time-limit.ts'

const LIMIT_MS = 40
const limit = createWatchedTimeLimit({ lookEveryMs: 10 })
const unwatched = createWatchedTimeLimit({ lookEveryMs: 10 })
beforeAll(() => Promise.all([untilWatched(), unwatched.close()]))
afterAll(() => limit.close())

function forever(): void {
  for (;;) {
    try {
      for (;;) {
        // Forever.
      }
    } catch {
      // An end is no exception that work could catch.
    }
  }
}

/** Until the watching thread has started, the fallback runs all work at once. */
async function untilWatched(): Promise<void> {
  let isDoneAtOnce = true
  while (isDoneAtOnce) {
    isDoneAtOnce = false
    const finished = limit.finishes(1_000, () => (isDoneAtOnce = true))
    if (!isDoneAtOnce) {
      await finished
      return
    }
    await nextTurn()
  }
}

describe.each([
  ['by the watching thread', limit],
  ['by the fallback, where there is none', unwatched],
])('watched time limit, %s', (_by, timeLimit) => {
  it('lets work finish, and passes on what it throws', async () => {
    const mistake = new TypeError('a mistake')
    const done: number[] = []
    expect(await timeLimit.finishes(1_000, () => done.push(1))).toBe(true)
    await expect(
      timeLimit.finishes(1_000, () => {
        throw mistake
      }),
    ).rejects.toBe(mistake)
    expect(await timeLimit.finishes(1_000, () => done.push(2))).toBe(true)
    expect(done).toEqual([1, 2])
  })

  it('stops work that never ends, keeps what it had done, and works again', async () => {
    const done: number[] = []
    for (const round of [1, 2, 3]) {
      const isFinished = await timeLimit.finishes(LIMIT_MS, () => {
        done.push(round)
        forever()
      })
      expect(isFinished).toBe(false)
      expect(await timeLimit.finishes(1_000, () => done.push(-round))).toBe(true)
    }
    expect(done).toEqual([1, -1, 2, -2, 3, -3])
  })

  it('stops nothing but the work', async () => {
    const done: string[] = []
    const others = [
      Promise.resolve().then(() => done.push('microtask')),
      nextTurn().then(() => done.push('immediate')),
      new Promise((resolve) => process.nextTick(resolve)).then(() => done.push('tick')),
      new Promise((resolve) => setTimeout(resolve, 1)).then(() => done.push('timer')),
    ]
    const answers = await Promise.all([
      timeLimit.finishes(1_000, () => done.push('before')),
      timeLimit.finishes(LIMIT_MS, forever),
      timeLimit.finishes(1_000, () => done.push('after')),
      timeLimit.finishes(LIMIT_MS, forever),
    ])
    await Promise.all(others)
    expect(answers).toEqual([true, false, true, false])
    expect(done.toSorted()).toEqual(['after', 'before', 'immediate', 'microtask', 'tick', 'timer'])
  })
})

it('a watched time limit tells either of work that ends when it is stopped, and what follows is whole', async () => {
  const rounds = Array.from({ length: 40 }, (_, round) => round)
  for (const round of rounds) {
    const untilMs = performance.now() + LIMIT_MS + round / 2
    const isFinished = await limit.finishes(LIMIT_MS, () => {
      while (performance.now() < untilMs) {
        // As long as the limit, more or less.
      }
    })
    expect(typeof isFinished).toBe('boolean')
    const sum = await Promise.all(rounds.map(async (each) => nextTurn(each)))
    expect(sum).toEqual(rounds)
  }
})
