import { messageKeyText } from '@pantau/contracts'
import type { MessageKey } from '@pantau/contracts'
import type { OverdueRequest } from '@pantau/store'
import { describe, expect, it } from 'vitest'
import { createReconciler, QUICK_LOOK_BACK_MS, THOROUGH_EVERY_MS } from './reconcile.ts'

const DEADLINE_MS = 20_000

function keyOf(messageId: string): MessageKey {
  return { tenantId: 'DEFAULT', transactionType: 'pacs.002.001.12', messageId }
}

/** A record of undecided messages, all of them older than anybody looks back, unless told. */
function scenario(ids: readonly string[], ageMs = 3_600_000) {
  const undecided = new Set(ids)
  const published: string[] = []
  const state = { nowMs: 1_000_000, brokerAway: false, watermarks: 0 }
  const reconciler = createReconciler({
    deadlineMs: DEADLINE_MS,
    nowMs: () => state.nowMs,
    publish: (events) => {
      if (state.brokerAway) {
        return Promise.reject(new Error('the broker is away'))
      }
      published.push(...events.map((event) => new TextDecoder().decode(event)))
      return Promise.resolve()
    },
    store: {
      findOverdue: ({ exclude, limit, lookBackMs }: OverdueRequest) => {
        const excluded = new Set(exclude.map(messageKeyText))
        const found = [...undecided].filter((id) => !excluded.has(messageKeyText(keyOf(id))))
        return Promise.resolve(
          (lookBackMs !== undefined && lookBackMs < ageMs ? [] : found)
            .slice(0, limit)
            .map((id) => ({ key: keyOf(id), event: new TextEncoder().encode(id) })),
        )
      },
      advanceWatermark: () => {
        state.watermarks += 1
        return Promise.resolve()
      },
    },
  })
  return { undecided, published, reconciler, state }
}

describe('reconciler', () => {
  it('publishes every overdue message once per wait, and stops when it is decided', async () => {
    const { reconciler, published, undecided, state } = scenario(['a', 'b'])
    expect(await reconciler.round()).toBe(2)
    expect(await reconciler.round()).toBe(0)
    state.nowMs += DEADLINE_MS
    undecided.delete('a')
    expect(await reconciler.round()).toBe(1)
    expect(published).toEqual(['a', 'b', 'b'])
  })

  it('waits longer after each repetition, up to a bound', async () => {
    const { reconciler, state } = scenario(['a'])
    const gaps: number[] = []
    let sinceLast = 0
    for (let tick = 0; tick < 200; tick += 1) {
      if ((await reconciler.round()) === 1) {
        gaps.push(sinceLast)
        sinceLast = 0
      }
      state.nowMs += DEADLINE_MS
      sinceLast += 1
    }
    expect(gaps.slice(0, 8)).toEqual([0, 1, 2, 4, 8, 16, 32, 32])
  })

  it('finds in a quick round what passed the deadline lately, and in a thorough one everything', async () => {
    const recent = scenario([], DEADLINE_MS + QUICK_LOOK_BACK_MS - 1)
    const old = scenario([], DEADLINE_MS + QUICK_LOOK_BACK_MS + 1)
    for (const { reconciler, undecided, state } of [recent, old]) {
      await reconciler.round()
      undecided.add('later')
      state.nowMs += 1_000
    }
    expect(await recent.reconciler.round()).toBe(1)
    expect(await old.reconciler.round()).toBe(0)
    old.state.nowMs += THOROUGH_EVERY_MS
    expect(await old.reconciler.round()).toBe(1)
  })

  it('does not take for published what the broker did not take, nor move the watermark', async () => {
    const { reconciler, published, state } = scenario(['a'])
    state.brokerAway = true
    await expect(reconciler.round()).rejects.toThrow('the broker is away')
    expect(state.watermarks).toBe(0)
    state.brokerAway = false
    expect(await reconciler.round()).toBe(1)
    expect(published).toEqual(['a'])
    expect(state.watermarks).toBe(1)
  })
})
