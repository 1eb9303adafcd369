import { expect, test } from 'vitest'
import { precisionRecall, rankByScore } from './ranking.ts'

test('equal scores are one step, whatever their order', () => {
  const order = Uint32Array.of(0, 1, 2, 3)
  const backwards = Uint32Array.of(3, 2, 1, 0)
  const ranked = precisionRecall([1, 1, 1, 1], [1, 0, 0, 1], order)
  expect(ranked.averagePrecision).toBe(0.5)
  expect(precisionRecall([1, 1, 1, 1], [1, 0, 0, 1], backwards)).toEqual(ranked)
})

test('a perfect ranking has the area 1, and without anything illicit there is none', () => {
  expect(precisionRecall([3, 2, 1], [1, 1, 0], Uint32Array.of(0, 1, 2)).averagePrecision).toBe(1)
  expect(precisionRecall([3, 2, 1], [0, 0, 0], Uint32Array.of(0, 1, 2)).averagePrecision).toBeNull()
})

test('ranks by falling score, ties by the seed', () => {
  const score = [0.5, 2, 0.5, 0.5, 1]
  expect([...rankByScore(score, 1)].slice(0, 2)).toEqual([1, 4])
  expect(rankByScore(score, 1)).toEqual(rankByScore(score, 1))
  const lasts = new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => rankByScore(score, seed)[4]))
  expect(lasts.size).toBeGreaterThan(1)
})
