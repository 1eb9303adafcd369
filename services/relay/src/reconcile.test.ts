import { describe, expect, it } from 'vitest'
import { BACKOFF_FACTOR_MAX, createReconciler } from './reconcile.ts'
import type { OverdueMessage } from './reconcile.ts'

const DEADLINE_MS = 1_000

function scenario(keys: readonly string[]) {
  const undecided = new Set(keys)
  const published: string[] = []
  let nowMs = 0
  const reconciler = createReconciler({
    deadlineMs: DEADLINE_MS,
    nowMs: () => nowMs,
    publish: (events) => {
      published.push(...events.map((event) => new TextDecoder().decode(event)))
      return Promise.resolve()
    },
    store: {
      findOverdue: ({ excludeKeys, limit }) =>
        Promise.resolve(
          [...undecided]
            .filter((key) => !excludeKeys.includes(key))
            .slice(0, limit)
            .map((key): OverdueMessage => ({ key, event: new TextEncoder().encode(key) })),
        ),
      advanceWatermark: () => Promise.resolve(),
    },
  })
  return {
    undecided,
    published,
    reconciler,
    advance: (byMs: number) => {
      nowMs += byMs
    },
  }
}

describe('reconciler', () => {
  it('publishes every overdue message once per wait, and stops when it is decided', async () => {
    const { reconciler, published, undecided, advance } = scenario(['a', 'b'])
    expect(await reconciler.round()).toBe(2)
    expect(await reconciler.round()).toBe(0)
    advance(DEADLINE_MS)
    undecided.delete('a')
    expect(await reconciler.round()).toBe(1)
    expect(published).toEqual(['a', 'b', 'b'])
  })

  it('waits longer after each repetition, up to a bound', async () => {
    const { reconciler, published, advance } = scenario(['a'])
    const gaps: number[] = []
    let sinceLast = 0
    for (let tick = 0; tick < 200; tick += 1) {
      if ((await reconciler.round()) === 1) {
        gaps.push(sinceLast)
        sinceLast = 0
      }
      advance(DEADLINE_MS)
      sinceLast += 1
    }
    expect(gaps.slice(0, 8)).toEqual([0, 1, 2, 4, 8, 16, 32, BACKOFF_FACTOR_MAX])
    expect(published).toHaveLength(gaps.length)
  })

  it('does not remember a message whose publication failed', async () => {
    let failures = 1
    const reconciler = createReconciler({
      deadlineMs: DEADLINE_MS,
      nowMs: () => 0,
      publish: () => {
        failures -= 1
        return failures >= 0 ? Promise.reject(new Error('the broker is away')) : Promise.resolve()
      },
      store: {
        findOverdue: ({ excludeKeys }) =>
          Promise.resolve(excludeKeys.includes('a') ? [] : [{ key: 'a', event: new Uint8Array([1]) }]),
        advanceWatermark: () => Promise.resolve(),
      },
    })
    await expect(reconciler.round()).rejects.toThrow('the broker is away')
    expect(await reconciler.round()).toBe(1)
  })
})
