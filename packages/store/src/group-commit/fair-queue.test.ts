import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FairQueue } from './fair-queue.ts'

interface Item {
  readonly lane: string
  /** The place in its lane, from 0 on. */
  readonly place: number
}

const LANES = ['a', 'b', 'c', 'd']
const steps = array(
  oneof(
    record({ push: constantFrom(...LANES), times: integer({ min: 1, max: 12 }) }),
    record({ take: integer({ min: 0, max: 9 }) }),
  ),
  { maxLength: 60 },
)

/** Plays the steps, and then takes what is left. Each take is shown what was taken, and what of it had waited before. */
function play(
  all: readonly ({ readonly push: string; readonly times: number } | { readonly take: number })[],
  onTake: (taken: readonly Item[], max: number, waitedBefore: ReadonlyMap<string, number>) => void,
): void {
  const queue = new FairQueue<Item>()
  const pushed = new Map<string, number>()
  const waiting = new Map<string, number>()
  const take = (max: number): void => {
    const before = new Map(waiting)
    const taken = queue.take(max)
    for (const { lane } of taken) {
      waiting.set(lane, (waiting.get(lane) ?? 0) - 1)
    }
    onTake(taken, max, before)
    expect(queue.size).toBe([...waiting.values()].reduce((sum, count) => sum + count, 0))
    expect([...queue.lanes()].sort()).toEqual(LANES.filter((lane) => (waiting.get(lane) ?? 0) > 0))
  }
  for (const step of all) {
    if ('take' in step) {
      take(step.take)
    } else {
      for (let turn = 0; turn < step.times; turn += 1) {
        const place = pushed.get(step.push) ?? 0
        queue.push(step.push, { lane: step.push, place })
        pushed.set(step.push, place + 1)
        waiting.set(step.push, (waiting.get(step.push) ?? 0) + 1)
      }
    }
  }
  take(Number.MAX_SAFE_INTEGER)
  expect(queue.size).toBe(0)
}

describe('a fair queue', () => {
  it('gives every item once, first come first served within a lane, and never less than there is', () => {
    assert(
      property(steps, (all) => {
        const next = new Map<string, number>()
        play(all, (taken, max, waiting) => {
          const size = [...waiting.values()].reduce((sum, count) => sum + count, 0)
          expect(taken).toHaveLength(Math.min(max, size))
          for (const { lane, place } of taken) {
            expect(place).toBe(next.get(lane) ?? 0)
            next.set(lane, place + 1)
          }
        })
      }),
    )
  })

  it('takes as many from each lane, but for one, as from any other that had more', () => {
    assert(
      property(steps, (all) => {
        play(all, (taken, _max, waiting) => {
          const counts = new Map(
            LANES.map((lane) => [lane, taken.filter((item) => item.lane === lane).length]),
          )
          for (const lane of LANES) {
            const count = counts.get(lane) ?? 0
            if ((waiting.get(lane) ?? 0) > count) {
              expect(Math.max(...counts.values())).toBeLessThanOrEqual(count + 1)
            }
          }
        })
      }),
    )
  })

  it('starves nobody: before an item goes, each other lane has as many turns as its lane had, and one more', () => {
    assert(
      property(integer({ min: 1, max: 5 }), integer({ min: 0, max: 3 }), (batch, ahead) => {
        const queue = new FairQueue<string>()
        const noise = (): void => LANES.slice(1).forEach((lane) => queue.push(lane, lane))
        Array.from({ length: 50 }, noise)
        Array.from({ length: ahead }, () => queue.push('a', 'before'))
        queue.push('a', 'mine')
        let others = 0
        for (;;) {
          const taken = queue.take(batch)
          const place = taken.indexOf('mine')
          others += (place === -1 ? taken : taken.slice(0, place)).filter((item) => item.length === 1).length
          if (place !== -1) {
            break
          }
          noise()
        }
        expect(others).toBeLessThanOrEqual((ahead + 1) * 3)
      }),
    )
  })

  it('takes only from the lanes that are wanted', () => {
    const queue = new FairQueue<string>()
    for (const item of ['a1', 'b1', 'a2', 'c1']) {
      queue.push(item.slice(0, 1), item)
    }
    expect(queue.take(9, (lane) => lane !== 'a')).toEqual(['b1', 'c1'])
    expect(queue.take(9)).toEqual(['a1', 'a2'])
  })
})
