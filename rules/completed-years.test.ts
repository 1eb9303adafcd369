import { describe, expect, test } from 'vitest'
import { completedYears } from './completed-years.ts'

const at = (text: string): number => Date.parse(text)

test.each<[string | undefined, string, number | undefined]>([
  ['1961-06-30', '2026-06-29T23:59:59.999Z', 64],
  ['1961-06-30', '2026-06-30T00:00:00.000Z', 65],
  ['1961-06-30Z', '2026-06-30T00:00:00.000Z', 65],
  ['1961-06-30+07:00', '2026-06-30T00:00:00.000Z', 65],
  ['2008-12-31', '2026-01-01T00:00:00.000Z', 17],
  ['2026-05-04', '2026-05-04T00:00:00.000Z', 0],
  ['2026-05-05', '2026-05-04T23:59:59.999Z', undefined],
  ['2027-01-01', '2026-05-04T00:00:00.000Z', undefined],
  ['1900-05-04', '2026-05-03T00:00:00.000Z', 125],
  ['1900-05-04', '2026-05-04T00:00:00.000Z', undefined],
])('born on %s, at %s: %s', (birthDate, time, age) => {
  expect(completedYears(birthDate, at(time))).toBe(age)
})

describe('born on a 29 February', () => {
  test.each([
    ['2025-02-28T12:00:00Z', 24],
    ['2025-03-01T00:00:00Z', 25],
    ['2028-02-28T12:00:00Z', 27],
    ['2028-02-29T00:00:00Z', 28],
  ])('at %s: %d', (time, age) => {
    expect(completedYears('2000-02-29', at(time))).toBe(age)
  })
})

test.each([
  undefined,
  '',
  '1961',
  '1961-06',
  '1961-6-30',
  '1961-02-30',
  '1961-13-01',
  '0099-01-01',
  '30.06.1961',
])('no date: %s', (birthDate) => {
  expect(completedYears(birthDate, at('2026-05-04T00:00:00Z'))).toBeUndefined()
})
