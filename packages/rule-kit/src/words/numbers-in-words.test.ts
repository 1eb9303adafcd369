import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createExamplePayment } from '../harness/example-payment.ts'
import { amountInWords } from './amount-in-words.ts'
import { durationInWords } from './duration-in-words.ts'
import { measuredInWords } from './measured-in-words.ts'
import { countInWords, numberInWords } from './number-in-words.ts'

const UNIT_MS: Readonly<Record<string, number>> = {
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
  millisecond: 1,
}

function readDurationMs(words: string): number {
  return [...words.matchAll(/(\d+) (\w+?)s?(?= |$)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? Number.NaN),
    0,
  )
}

describe('a duration', () => {
  test.each([
    [86_400_000, '24 hours'],
    [172_800_000, '2 days'],
    [3_660_000, '1 hour 1 minute'],
    [1_500, '1 second 500 milliseconds'],
    [0, '0 milliseconds'],
    [90_061_001, 'about 25 hours 1 minute'],
    [0.4, 'about 0 milliseconds'],
    [-5_000, 'minus 5 seconds'],
  ])('of %d ms is %s', (durationMs, words) => {
    expect(durationInWords(durationMs)).toBe(words)
  })

  test('that is not said to be about so long is exactly so long; the others are short by less than the smaller unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (durationMs) => {
        const words = durationInWords(durationMs)
        const readMs = readDurationMs(words)
        if (words.startsWith('about')) {
          expect(readMs).toBeLessThan(durationMs)
          expect(durationMs - readMs).toBeLessThan(durationMs / 24)
        } else {
          expect(readMs).toBe(durationMs)
        }
      }),
    )
  })
})

test.each([
  [1_250, '1,250'],
  [-1_234_567, '-1,234,567'],
  [999, '999'],
  [0.75, '0.75'],
  [-0, '0'],
  [-0.0000001, '0'],
  [1_000.10000004, '1,000.1'],
  [100, '100'],
  [2.5e21, '2,500,000,000,000,000,000,000'],
  [Number.NaN, 'NaN'],
  [12_345_678_901_234_567_890n, '12,345,678,901,234,567,890'],
])('the number %d is %s', (value, words) => {
  expect(numberInWords(value)).toBe(words)
})

test('a count has its noun in the right number', () => {
  expect([0, 1, 2].map((count) => countInWords(count, 'entry'))).toEqual([
    '0 entries',
    '1 entry',
    '2 entries',
  ])
  expect(countInWords(1, 'day', true)).toBe('1 or more days')
})

test('an amount keeps every minor unit, whatever its currency', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }),
      fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
      (amountMinor, currency) => {
        const words = amountInWords(amountMinor, currency)
        expect(words.startsWith(`${currency} `)).toBe(true)
        expect(BigInt(words.slice(4).replaceAll(/[,.]/g, ''))).toBe(amountMinor)
      },
    ),
  )
  expect(amountInWords(-5n, 'EUR')).toBe('EUR -0.05')
  expect(amountInWords(1_000_000n, 'KWD')).toBe('KWD 1,000.000')
})

test('what a rule measured is said in its unit', () => {
  const payment = createExamplePayment()
  expect(measuredInWords(86_400_000, 'milliseconds', payment)).toBe('24 hours')
  expect(measuredInWords(1_250, 'minor-units', payment)).toBe('EUR 12.50')
  expect(measuredInWords(1_250, 'minor-units', undefined)).toBe('1,250')
  expect(measuredInWords(0.5, 'minor-units', payment)).toBe('0.5')
  expect(measuredInWords(1_250, undefined, payment)).toBe('1,250')
})
