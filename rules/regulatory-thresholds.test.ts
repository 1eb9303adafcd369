import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { thresholdMinorOf, ThresholdsSchema } from './regulatory-thresholds.ts'

test.each([
  [{ EUR: 10_000 }, 'EUR', 1_000_000n],
  [{ ZAR: 49_999.99 }, 'ZAR', 4_999_999n],
  [{ JPY: 2_000_000 }, 'JPY', 2_000_000n],
  [{ KWD: 3_000 }, 'KWD', 3_000_000n],
])('%j for %s', (thresholds, currency, thresholdMinor) => {
  expect(thresholdMinorOf(thresholds, currency)).toBe(thresholdMinor)
})

test.each(['USD', 'toString', '__proto__', ''])('no threshold for %j is an error', (currency) => {
  expect(() => thresholdMinorOf({ EUR: 10_000 }, currency)).toThrow('No regulatory threshold is configured')
})

const schema = Compile(ThresholdsSchema)

test('a table of currencies is accepted', () => {
  expect(schema.Check({ EUR: 10_000, ZAR: 49_999.99 })).toBe(true)
})

test.each([{}, { eur: 1 }, { EURO: 1 }, { EUR: 0 }, { EUR: -1 }, { EUR: '10000' }, { EUR: 1e13 }, [], null])(
  '%j is refused',
  (thresholds) => {
    expect(schema.Check(thresholds)).toBe(false)
  },
)
