import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDateTime } from './parse-date-time.ts'

describe('parseDateTime', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-11-04T02:31:14.730Z', Date.UTC(2026, 10, 4, 2, 31, 14, 730)],
    ['2026-11-04T02:31:14', Date.UTC(2026, 10, 4, 2, 31, 14)],
    ['2026-11-04T02:31:14.7', Date.UTC(2026, 10, 4, 2, 31, 14, 700)],
    ['2026-11-04T02:31:14.730999999Z', Date.UTC(2026, 10, 4, 2, 31, 14, 730)],
    ['2026-11-04T02:31:14+07:00', Date.UTC(2026, 10, 3, 19, 31, 14)],
    ['2026-11-04T02:31:14-03:30', Date.UTC(2026, 10, 4, 6, 1, 14)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['0099-12-31T23:59:59Z', Date.parse('0099-12-31T23:59:59Z')],
    ['9999-12-31T23:59:59.999Z', Date.parse('9999-12-31T23:59:59.999Z')],
  ])('%s', (text, expected) => {
    expect(parseDateTime(text)).toBe(expected)
  })

  it.each([
    '',
    'yesterday',
    '2026-11-04',
    '2026-11-04 02:31:14Z',
    '2026-11-04T02:31Z',
    '2026-11-04T02:31:14z',
    '2026-11-04T02:31:14.Z',
    '2026-11-04T02:31:14.1234567890Z',
    '2026-11-04T02:31:14+0700',
    '2026-11-04T02:31:14+14:01',
    '2026-11-04T02:31:14+10:60',
    '2026-02-31T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-13-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '-2026-01-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:60:00Z',
    '2026-01-01T23:59:60Z',
    ' 2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z\n',
    '٢٠٢٦-01-01T00:00:00Z',
  ])('refuses %j', (text) => {
    expect(parseDateTime(text)).toBeUndefined()
  })

  it('agrees with the platform on every instant', () => {
    const instant = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instant, (date) => {
        expect(parseDateTime(date.toISOString())).toBe(date.getTime())
      }),
    )
  })

  it('accepts exactly the days that exist', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), fc.nat(13), fc.nat(32), (year, month, day) => {
        const date = [year, month, day].map((number) => String(number).padStart(2, '0')).join('-')
        const utc = new Date(Date.UTC(year, month - 1, day))
        const exists = utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day
        expect(parseDateTime(`${date}T00:00:00Z`)).toBe(exists ? utc.getTime() : undefined)
      }),
      { numRuns: 1_000 },
    )
  })
})
