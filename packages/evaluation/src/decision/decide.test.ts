import { expect, test } from 'vitest'
import { decide } from './decide.ts'

const result = (review: boolean) => ({
  typologyId: 'typology-processor',
  cfg: 'T',
  score: 0,
  review,
  interdict: false,
  durationNs: 0,
})

test('one review is an alert', () => {
  expect(decide([result(false), result(true)])).toBe('ALRT')
})

test('no review is none', () => {
  expect(decide([result(false), result(false)])).toBe('NALT')
  expect(decide([])).toBe('NALT')
})
