import type { MessageKey } from '@pantau/contracts'
import { createLogger } from '@pantau/service-runtime'
import type { MessageProgress } from '@pantau/store'
import { beforeEach, describe, expect, it } from 'vitest'
import { HandClock } from '../../test/hand-clock.ts'
import { LOOK_GRACE_MS, PAUSE_MAX_MS, ProgressWatcher, ROUND_PAUSE_MS } from './progress-watcher.ts'

const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })
const WAIT_MS = 10_000

interface Question {
  readonly messageIds: readonly string[]
  readonly answer: (found: readonly (MessageProgress | undefined)[]) => void
  readonly fail: (error: Error) => void
}

let clock: HandClock
let watcher: ProgressWatcher
/** Those that are not answered yet. */
let questions: Question[]
let asked: number
beforeEach(() => {
  clock = new HandClock()
  questions = []
  asked = 0
  watcher = new ProgressWatcher({
    clock,
    log,
    find: (keys) =>
      new Promise((resolve, reject) => {
        asked += 1
        questions.push({ messageIds: keys.map(({ messageId }) => messageId), answer: resolve, fail: reject })
      }),
  })
})

function key(messageId: string): MessageKey {
  return { tenantId: 'a', transactionType: 'pacs.002.001.12', messageId }
}

/** Lets what was resolved be noticed. */
function noticed(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

async function answer(...found: (MessageProgress['kind'] | undefined)[]): Promise<void> {
  const question = questions.shift() ?? expect.fail('Nothing is asked')
  // What a decision holds is nothing to the watcher.
  question.answer(found.map((kind) => (kind === undefined ? undefined : ({ kind } as MessageProgress))))
  await noticed()
}

async function nextRound(): Promise<void> {
  clock.advance(ROUND_PAUSE_MS)
  await noticed()
}

describe('watching messages', () => {
  it('asks for all of them together, again and again, one question at a time, until each is decided', async () => {
    const first = watcher.watch(key('1'), WAIT_MS)
    const second = watcher.watch(key('2'), WAIT_MS)
    expect(questions.map(({ messageIds }) => messageIds)).toEqual([['1']])
    await nextRound()
    expect(asked).toBe(1)
    await answer('due')
    await nextRound()
    expect(questions.map(({ messageIds }) => messageIds)).toEqual([['1', '2']])
    await answer('decided', 'parked')
    expect(await first.over).toMatchObject({ kind: 'decided' })
    await nextRound()
    expect(questions.map(({ messageIds }) => messageIds)).toEqual([['2']])
    await answer('decided')
    expect(await second.over).toMatchObject({ kind: 'decided' })
    await watcher.idle()
    await nextRound()
    expect([asked, watcher.waiting]).toEqual([3, 0])
  })

  it.each([
    [100, 100],
    [5_000, PAUSE_MAX_MS],
  ])('after an answer that took %i ms it pauses %i ms', async (tookMs, pauseMs) => {
    void watcher.watch(key('1'), WAIT_MS)
    clock.advance(tookMs)
    await answer('due')
    clock.advance(pauseMs - 1)
    await noticed()
    expect(asked).toBe(1)
    clock.advance(1)
    await noticed()
    expect(asked).toBe(2)
  })

  it.each(['recorded', 'quarantined', 'unreadable'] as const)(
    'ends the wait for what is %s',
    async (kind) => {
      const { over } = watcher.watch(key('1'), WAIT_MS)
      await answer(kind)
      expect(await over).toEqual({ kind })
    },
  )

  it.each(['due', 'parked'] as const)('says at the deadline that a message is %s', async (kind) => {
    const { over } = watcher.watch(key('1'), WAIT_MS)
    await answer(kind)
    clock.advance(WAIT_MS)
    expect(await over).toEqual({ kind })
    expect(watcher.waiting).toBe(0)
  })

  it('looks once at what is not waited for at all', async () => {
    const { over } = watcher.watch(key('1'), 0)
    clock.advance(0)
    expect(watcher.waiting).toBe(1)
    await answer('due')
    expect(await over).toEqual({ kind: 'due' })
  })

  it('says that it does not know when the database is silent, a little after the deadline', async () => {
    const { over } = watcher.watch(key('1'), WAIT_MS)
    clock.advance(WAIT_MS)
    expect(watcher.waiting).toBe(1)
    clock.advance(LOOK_GRACE_MS)
    expect(await over).toEqual({ kind: 'unknown' })
    await answer('decided')
    expect(watcher.waiting).toBe(0)
  })

  it('asks again, after a while, when a question failed', async () => {
    const { over } = watcher.watch(key('1'), WAIT_MS)
    questions.shift()?.fail(new Error('away'))
    await noticed()
    await nextRound()
    expect(asked).toBe(1)
    clock.advance(PAUSE_MAX_MS)
    await noticed()
    await answer('decided')
    expect(await over).toMatchObject({ kind: 'decided' })
  })

  it('forgets who leaves', async () => {
    const { over, leave } = watcher.watch(key('1'), WAIT_MS)
    leave()
    expect(await over).toEqual({ kind: 'unknown' })
    await answer('due')
    await nextRound()
    expect([asked, watcher.waiting]).toEqual([1, 0])
  })

  it('ends all waits when it has to hurry, and looks once at those that come after', async () => {
    const first = watcher.watch(key('1'), WAIT_MS)
    await answer('parked')
    watcher.hurry()
    expect(await first.over).toEqual({ kind: 'parked' })
    await nextRound()
    const second = watcher.watch(key('2'), WAIT_MS)
    clock.advance(0)
    await answer('due')
    expect(await second.over).toEqual({ kind: 'due' })
  })
})
