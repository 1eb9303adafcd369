import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { SeededRandom } from './seeded-random.ts'

const DRAWS = 20_000

function draws<T>(seed: number, draw: (random: SeededRandom) => T, count = 100): T[] {
  const random = new SeededRandom(seed)
  return Array.from({ length: count }, () => draw(random))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

it('repeats its sequence for a seed', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (seed) => {
      expect(draws(seed, (random) => random.next())).toEqual(draws(seed, (random) => random.next()))
    }),
  )
})

it('gives the same numbers on every machine and in every version', () => {
  expect(draws(2026, (random) => random.integer(0, 999_999), 5)).toMatchInlineSnapshot(`
    [
      404896,
      91525,
      441439,
      407419,
      57061,
    ]
  `)
})

it('gives another sequence for every seed', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (one, other) => {
      fc.pre(one !== other)
      expect(draws(one, (random) => random.next())).not.toEqual(draws(other, (random) => random.next()))
    }),
  )
})

it('stays within the bounds asked for and reaches both of them', () => {
  const values = draws(1, (random) => random.integer(-2, 2), DRAWS)
  expect(new Set(values)).toEqual(new Set([-2, -1, 0, 1, 2]))
})

it('has the distributions that it says', () => {
  const normal = draws(2, (random) => random.normal(), DRAWS)
  expect(mean(draws(2, (random) => random.next(), DRAWS))).toBeCloseTo(0.5, 1)
  expect(mean(normal)).toBeCloseTo(0, 1)
  expect(mean(normal.map((value) => value ** 2))).toBeCloseTo(1, 1)
  expect(mean(draws(2, (random) => random.exponential(5), DRAWS)) / 5).toBeCloseTo(1, 1)
  expect(mean(draws(2, (random) => (random.chance(0.25) ? 1 : 0), DRAWS))).toBeCloseTo(0.25, 1)
})

it('refuses a seed that is no whole number, and to pick from nothing', () => {
  expect(() => new SeededRandom(-1)).toThrow(RangeError)
  expect(() => new SeededRandom(0.5)).toThrow(RangeError)
  expect(() => new SeededRandom(1).pick([])).toThrow(RangeError)
})
