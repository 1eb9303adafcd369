import { expect, test } from 'vitest'
import { createKnownIds } from './known-ids.ts'

test('the half that was added longest ago is forgotten first, and never more than the bound is kept', () => {
  const known = createKnownIds(4)
  const kept = (...ids: readonly string[]): readonly string[] => ids.filter((id) => known.has(id))
  known.add(['a', 'b', 'c'])
  expect(kept('a', 'b', 'c')).toEqual(['a', 'b', 'c'])
  known.add(['c', 'd'])
  expect(kept('a', 'b', 'c', 'd')).toEqual(['c', 'd'])
  known.add(['e'])
  expect(kept('a', 'b', 'c', 'd', 'e')).toEqual(['c', 'd', 'e'])
  known.clear()
  expect(kept('c', 'd', 'e')).toEqual([])
})
