import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fifo } from './fifo.ts'

test('a fifo behaves like an array that is pushed and shifted', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('push' as const), count: fc.integer({ min: 1, max: 3_000 }) }),
    fc.record({ kind: fc.constant('shift' as const), count: fc.integer({ min: 1, max: 3_000 }) }),
    fc.record({ kind: fc.constant('drain' as const), count: fc.constant(1) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const fifo = new Fifo<number>()
      let model: number[] = []
      let next = 0
      for (const { kind, count } of steps) {
        if (kind === 'drain') {
          expect(fifo.drain()).toEqual(model)
          model = []
        } else {
          for (let times = 0; times < count; times += 1) {
            if (kind === 'push') {
              fifo.push(next)
              model.push(next)
              next += 1
            } else {
              expect(fifo.peek()).toBe(model[0])
              expect(fifo.shift()).toBe(model.shift())
            }
          }
        }
        expect(fifo.size).toBe(model.length)
      }
    }),
    { numRuns: 30 },
  )
})
