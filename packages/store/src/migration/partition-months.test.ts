import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { partitionMonths } from './partition-months.ts'

test('months are those of UTC, across the end of a year', () => {
  expect(partitionMonths(Date.UTC(2026, 11, 31, 23, 59, 59, 999), 1)).toEqual([
    { suffix: 'y2026m12', from: '2026-12-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
    { suffix: 'y2027m01', from: '2027-01-01T00:00:00.000Z', to: '2027-02-01T00:00:00.000Z' },
  ])
})

test('they leave no gap and do not overlap, and the first one holds the given instant', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01Z'), max: new Date('2100-01-01Z'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 30 }),
      (instant, ahead) => {
        const months = partitionMonths(instant.getTime(), ahead)
        expect(months).toHaveLength(ahead + 1)
        expect(new Set(months.map(({ suffix }) => suffix)).size).toBe(ahead + 1)
        expect(months.slice(1).map(({ from }) => from)).toEqual(months.slice(0, -1).map(({ to }) => to))
        const text = instant.toISOString()
        expect((months[0]?.from ?? '') <= text && text < (months[0]?.to ?? '')).toBe(true)
      },
    ),
  )
})
