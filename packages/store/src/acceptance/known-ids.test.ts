import { expect, test } from 'vitest'
import { createKnownIds } from './known-ids.ts'

test('the ids that were added longest ago are forgotten first', () => {
  const known = createKnownIds(3)
  known.add(['a', 'b', 'c'])
  known.add(['a', 'd'])
  expect(['a', 'b', 'c', 'd'].filter((id) => known.has(id))).toEqual(['a', 'c', 'd'])
  known.add(['e', 'f', 'g', 'h'])
  expect(['a', 'e', 'f', 'g', 'h'].filter((id) => known.has(id))).toEqual(['f', 'g', 'h'])
  known.clear()
  expect(known.has('h')).toBe(false)
})
