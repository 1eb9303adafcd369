import { describe, expect, it } from 'vitest'
import { createTimeLimit } from './time-limit.ts'

describe('time limit', () => {
  it('lets work finish', () => {
    let sum = 0
    expect(createTimeLimit().finishes(1000, () => (sum += 1))).toBe(true)
    expect(sum).toBe(1)
  })

  it('interrupts work that never ends, keeps what it had done, and works again', () => {
    const limit = createTimeLimit()
    const done: number[] = []
    const isFinished = limit.finishes(20, () => {
      done.push(1)
      for (;;) {
        // Forever.
      }
    })
    expect([isFinished, done]).toEqual([false, [1]])
    expect(limit.finishes(1000, () => done.push(2))).toBe(true)
    expect(done).toEqual([1, 2])
  })

  it('cannot be evaded by catching', () => {
    const isFinished = createTimeLimit().finishes(20, () => {
      for (;;) {
        try {
          for (;;) {
            // Forever.
          }
        } catch {
          // An interruption is no exception that work could catch.
        }
      }
    })
    expect(isFinished).toBe(false)
  })

  it('passes an error of the work on', () => {
    const mistake = new TypeError('a mistake')
    expect(() =>
      createTimeLimit().finishes(1000, () => {
        throw mistake
      }),
    ).toThrow(mistake)
  })
})
