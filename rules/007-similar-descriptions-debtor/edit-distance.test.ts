import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance } from './edit-distance.ts'

const distance = (from: string, to: string): number => editDistance(Array.from(from), Array.from(to))

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['saturday', 'sunday', 3],
  ['ab', 'ba', 2],
  ['rent may', 'school fees', 10],
])('from %j to %j', (from, to, steps) => {
  expect(distance(from, to)).toBe(steps)
})

describe('is a distance', () => {
  // Few letters, so that texts have some in common.
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })

  test('none from a text to itself, and some to any other', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(editDistance(left, left)).toBe(0)
        expect(editDistance(left, right) === 0).toBe(left.join('') === right.join(''))
      }),
    )
  })

  test('the same both ways', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(editDistance(left, right)).toBe(editDistance(right, left))
      }),
    )
  })

  test('never longer by way of a third text', () => {
    fc.assert(
      fc.property(text, text, text, (from, by, to) => {
        expect(editDistance(from, to)).toBeLessThanOrEqual(editDistance(from, by) + editDistance(by, to))
      }),
    )
  })

  test('between the difference in length and the longer length', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const steps = editDistance(left, right)
        expect(steps).toBeGreaterThanOrEqual(Math.abs(left.length - right.length))
        expect(steps).toBeLessThanOrEqual(Math.max(left.length, right.length))
      }),
    )
  })
})
