import { afterEach, describe, expect, it } from 'vitest'
import { createLogger } from '@pantau/service-runtime'
import { HandClock } from '../test/hand-clock.ts'
import { COUNT_EVERY_MS, COUNT_EVERY_MS_MAX, watchBacklog } from './watch-backlog.ts'
import type { WatchedBacklog } from './watch-backlog.ts'

const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

let backlog: WatchedBacklog | undefined
afterEach(() => backlog?.close())

function watch(counts: (number | Error)[], maxMessages = 10) {
  const clock = new HandClock()
  const asked: number[] = []
  const watched = watchBacklog({
    countWaiting: (max) => {
      asked.push(max)
      const count = counts.shift() ?? 0
      return count instanceof Error ? Promise.reject(count) : Promise.resolve(count)
    },
    maxMessages,
    clock,
    log,
  })
  backlog = watched
  return {
    watched,
    asked,
    pass: async (ms: number) => {
      clock.advance(ms)
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    },
  }
}

describe('watchBacklog', () => {
  it('is full at the bound, and no longer when it empties', async () => {
    const { watched, asked, pass } = watch([9, 10, 3])
    expect(watched.isFull()).toBe(false)
    await pass(0)
    expect(watched.isFull()).toBe(false)
    await pass(COUNT_EVERY_MS)
    expect(watched.isFull()).toBe(true)
    await pass(COUNT_EVERY_MS - 1)
    expect(watched.isFull()).toBe(true)
    await pass(1)
    expect(watched.isFull()).toBe(false)
    expect(asked).toEqual([10, 10, 10])
  })

  it('counts a backlog far from its bound less often, and one that nears it every second', async () => {
    const { asked, pass } = watch([99_999, 100_000, 100_000], 1_000_000)
    await pass(0)
    await pass(COUNT_EVERY_MS_MAX - 1)
    expect(asked).toHaveLength(1)
    await pass(1)
    expect(asked).toHaveLength(2)
    await pass(COUNT_EVERY_MS)
    expect(asked).toHaveLength(3)
  })

  it('keeps the last count while it cannot count', async () => {
    const { watched, pass } = watch([10, new Error('no database'), 0])
    await pass(0)
    await pass(COUNT_EVERY_MS)
    expect(watched.isFull()).toBe(true)
    await pass(COUNT_EVERY_MS)
    expect(watched.isFull()).toBe(false)
  })

  it('counts no more once it is closed', async () => {
    const { watched, asked, pass } = watch([])
    await pass(0)
    watched.close()
    await pass(COUNT_EVERY_MS * 3)
    expect(asked).toHaveLength(1)
  })
})
