import { exit } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { measureFirstDigits } from './first-digit-deviation.ts'

const EVEN = [6, 7, 7, 7, 7, 7, 7, 6, 6]
const BENFORD = [18, 11, 7, 6, 5, 4, 3, 3, 3]
const published = { minimumNumberOfTransactions: 50 }

function valueOf(counts: readonly number[], parameters = {}): number {
  const found = measureFirstDigits({ counts }, { ...published, ...parameters })
  if (found.kind !== 'value') {
    throw new Error(`exited with ${JSON.stringify(found)}`)
  }
  return found.value
}

const times = (factor: number, counts: readonly number[]): readonly number[] =>
  counts.map((count) => count * factor)

describe('chi-square', () => {
  test.each([
    [EVEN, 23.03],
    [BENFORD, 0.16],
    [[60, 0, 0, 0, 0, 0, 0, 0, 0], 139.32],
  ])('of the digits %j', (counts, value) => {
    expect(valueOf(counts)).toBeCloseTo(value, 2)
  })

  test('grows with the number of payments, whatever their shares', () => {
    expect(valueOf(times(10, EVEN))).toBeCloseTo(10 * valueOf(EVEN), 6)
  })
})

describe('mean absolute deviation, above the number up to which chi-square is measured', () => {
  const from60 = { chiSquareMaximumNumberOfTransactions: 59 }

  test('does not grow with the number of payments', () => {
    expect(valueOf(times(100, EVEN), from60)).toBeCloseTo(valueOf(EVEN, from60), 6)
  })

  test('meets its own limit where chi-square would meet its', () => {
    // Shares 0.0675 too high for digit 1 and too low for digit 2: 0.135 over nine digits is 0.015.
    const shares = Array.from({ length: 9 }, (_, index) => Math.log10(1 + 1 / (index + 1)))
    const counts = shares.map((share, index) =>
      Math.round(1e6 * (share + (index === 0 ? 0.0675 : 0) - (index === 1 ? 0.0675 : 0))),
    )
    expect(valueOf(counts, from60)).toBeCloseTo(15.507, 2)
  })

  test('is not measured at that number yet', () => {
    expect(valueOf(EVEN, { chiSquareMaximumNumberOfTransactions: 60 })).toBe(valueOf(EVEN))
  })
})

test('too few payments', () => {
  expect(measureFirstDigits({ counts: EVEN }, { minimumNumberOfTransactions: 60 })).not.toEqual(exit('.x01'))
  expect(measureFirstDigits({ counts: EVEN }, { minimumNumberOfTransactions: 61 })).toEqual(exit('.x01'))
  expect(measureFirstDigits({ counts: times(0, EVEN) }, published)).toEqual(exit('.x01'))
})

test('fewer than nine counts are an error', () => {
  expect(() => measureFirstDigits({ counts: [30, 30] }, published)).toThrow('nine first digits')
})
