import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberFromText } from './number-from-text.ts'

test.each([
  ['0', 0],
  ['400', 400],
  ['-2.5', -2.5],
  ['+7', 7],
  ['.5', 0.5],
  ['3.', 3],
  ['1e3', 1000],
  ['2E-2', 0.02],
])('%s is a number', (text, value) => {
  expect(numberFromText(text)).toBe(value)
})

test.each(['', ' ', '1 ', '0x10', '0b1', 'Infinity', '-Infinity', 'NaN', '1,5', '1_000', '1e999', '.', 'e5'])(
  '%j is none',
  (text) => {
    expect(numberFromText(text)).toBeUndefined()
  },
)

test('every finite number is read back from its text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(numberFromText(String(value))).toBe(Object.is(value, -0) ? 0 : value)
    }),
  )
})
