import { expect, test } from 'vitest'
import { selectBand } from './select-band.ts'

const bands = [
  { subRuleRef: '.01', upperLimit: 0, reason: '' },
  { subRuleRef: '.02', lowerLimit: 0, upperLimit: 2.5, reason: '' },
  { subRuleRef: '.03', lowerLimit: 2.5, reason: '' },
]

test.each([
  [Number.NEGATIVE_INFINITY, '.01'],
  [-0.001, '.01'],
  [-0, '.02'],
  [0, '.02'],
  [2.499, '.02'],
  [2.5, '.03'],
  [Number.MAX_VALUE, '.03'],
])('%d lies in %s: the lower limit belongs to a band, the upper one does not', (value, reference) => {
  expect(selectBand(bands, value)?.subRuleRef).toBe(reference)
})

test('what is no number lies in no band', () => {
  expect(selectBand(bands, Number.NaN)).toBeUndefined()
})
