import { describe, expect, test } from 'vitest'
import { factOf } from './fact-of.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const sent = { party: 'debtor', direction: 'sent' } as const
const received = { party: 'creditor', direction: 'received' } as const

describe('examples', () => {
  test('activity: the first and the newest payment of the account, on either side', () => {
    const value = factOf(
      { kind: 'activity-span', party: 'creditor' },
      { from: 'A', to: 'C', at: '2026-03-01T16:00Z' },
      [
        { from: 'C', to: 'X', at: '2025-11-01T00:00Z' },
        { from: 'Y', to: 'C', at: '2026-03-01T10:00Z' },
        { from: 'Y', to: 'C', at: '2026-03-01T17:00Z' },
        { from: 'Y', to: 'C', at: '2025-10-01T10:00Z', status: 'RJCT' },
        { from: 'C', to: 'C', at: '2025-10-02T10:00Z' },
        { from: 'Y', to: 'C', at: '2025-10-03T10:00Z', tenantId: 'OTHER' },
      ],
    )
    expect(value).toEqual({
      firstMs: Date.parse('2025-11-01T00:00Z'),
      lastMs: Date.parse('2026-03-01T10:00Z'),
    })
  })

  test('credits of the last 24 hours: three of four', () => {
    const value = factOf(
      { kind: 'payment-count', party: 'debtor', direction: 'received', windowMs: DAY_MS },
      { from: 'D', to: 'C', at: '2026-03-02T09:30Z' },
      ['2026-03-01T09:00Z', '2026-03-01T11:30Z', '2026-03-01T23:00Z', '2026-03-02T08:00Z'].map((at) => ({
        from: 'X',
        to: 'D',
        at,
      })),
    )
    expect(value).toEqual({ count: 3, saturated: false })
  })

  test('debits of the last 8 hours: 3 minutes, 2 hours, 7:59 and not 8:01 ago; exactly 8 hours ago is in', () => {
    const debits = ['11:57', '10:00', '04:01', '03:59'].map((time) => ({
      from: 'D',
      to: 'X',
      at: `2026-03-02T${time}Z`,
    }))
    const fact = { kind: 'payment-count', ...sent, windowMs: 8 * HOUR_MS } as const
    const payment = { from: 'D', to: 'C', at: '2026-03-02T12:00Z' }
    expect(factOf(fact, payment, debits)).toEqual({ count: 3, saturated: false })
    const edge = [
      { from: 'D', to: 'X', at: '2026-03-02T04:00Z' },
      { from: 'D', to: 'X', at: '2026-03-02T03:59:59.999Z' },
    ]
    expect(factOf(fact, payment, edge)).toEqual({ count: 1, saturated: false })
  })

  test('usual payments per day: 2, 3, 1, 2, 2, 4, 0 have mean 2 and sample deviation 1.291', () => {
    const counts = [2, 3, 1, 2, 2, 4, 0]
    const earlier = counts.flatMap((count, day) =>
      Array.from({ length: count }, (_, index) => ({
        from: 'D',
        to: 'X',
        at: `2026-03-0${day + 1}T12:0${index}Z`,
      })),
    )
    const today = Array.from({ length: 8 }, (_, index) => ({
      from: 'D',
      to: 'X',
      at: `2026-03-09T0${index}:30Z`,
    }))
    const value = factOf(
      { kind: 'interval-counts', ...sent, intervalMs: DAY_MS, intervalsMax: 90 },
      { from: 'D', to: 'C', at: '2026-03-09T12:00Z' },
      [...earlier, ...today],
    )
    expect(value).toEqual({ current: 8, intervals: 7, mean: 2, standardDeviation: expect.closeTo(1.291, 4) })
  })

  test('the largest payment of three months, in this currency', () => {
    const value = factOf(
      { kind: 'largest-payment', ...sent, windowMs: 7_889_229_000 },
      { from: 'D', to: 'C', at: '2026-06-01T00:00Z', amount: 900 },
      [
        { from: 'D', to: 'X', at: '2026-02-01T00:00Z', amount: 5_000 },
        { from: 'D', to: 'X', at: '2026-04-01T00:00Z', amount: 500 },
        { from: 'D', to: 'X', at: '2026-05-01T00:00Z', amount: 300 },
        { from: 'D', to: 'X', at: '2026-05-02T00:00Z', amount: 7_000, currency: 'USD' },
        { from: 'D', to: 'X', at: '2026-06-02T00:00Z', amount: 9_000 },
      ],
    )
    expect(value).toEqual({ atMs: Date.parse('2026-04-01T00:00Z'), amountMinor: '50000' })
  })

  test.each([
    ['creditor', 'received', [100, 200, 150, 120, 180], 15_000, 4_123.1],
    ['debtor', 'sent', [40, 60, 50, 45, 55], 5_000, 790.57],
  ] as const)('usual amounts of the %s', (party, direction, amounts, mean, standardDeviation) => {
    const earlier = amounts.map((amount, index) => ({
      from: direction === 'sent' ? 'D' : 'X',
      to: direction === 'sent' ? 'X' : 'C',
      at: `2026-03-0${index + 1}T00:00Z`,
      amount,
    }))
    const value = factOf(
      { kind: 'amount-statistics', party, direction, scale: 'linear' },
      { from: 'D', to: 'C', at: '2026-03-09T00:00Z', amount: 300 },
      earlier,
    )
    expect(value).toEqual({ count: 5, mean, standardDeviation: expect.closeTo(standardDeviation, 1) })
  })

  test('similar credits: 50, 52 and 49, not 80', () => {
    const earlier = [50, 52, 49, 80].map((amount, index) => ({
      from: `X${index}`,
      to: 'C',
      at: `2026-03-02T0${index}:00Z`,
      amount,
    }))
    const value = factOf(
      { kind: 'similar-amounts', ...received, windowMs: DAY_MS, tolerance: 0.1 },
      { from: 'D', to: 'C', at: '2026-03-02T12:00Z', amount: 50 },
      earlier,
    )
    expect(value).toEqual({ count: 3, saturated: false, any: true, earlier: true })
  })

  test('debits just below the threshold: 9,100 and 9,600, and 8,000 exactly, not 10,000', () => {
    const earlier = [9_100, 9_600, 8_000, 7_999.99, 10_000].map((amount, index) => ({
      from: 'D',
      to: `X${index}`,
      at: `2026-03-0${index + 1}T00:00Z`,
      amount,
    }))
    const fact = {
      kind: 'near-threshold',
      ...sent,
      windowMs: 7 * DAY_MS,
      shareMin: 0.8,
      thresholds: { EUR: 10_000 },
    } as const
    const payment = { from: 'D', to: 'C', at: '2026-03-06T00:00Z', amount: 8_900 }
    expect(factOf(fact, payment, earlier)).toEqual({ count: 3, saturated: false, near: true })
    expect(factOf(fact, { ...payment, currency: 'USD' }, earlier)).toBeNull()
  })

  test('sums of one currency: in 1,000, out 400', () => {
    const earlier = [
      { from: 'X', to: 'D', at: '2026-03-02T08:00Z', amount: 1_000 },
      { from: 'D', to: 'Y', at: '2026-03-02T09:00Z', amount: 400 },
      { from: 'D', to: 'Y', at: '2026-03-02T09:00Z', amount: 77, currency: 'USD' },
    ]
    const payment = { from: 'D', to: 'C', at: '2026-03-02T12:00Z', amount: 500 }
    expect(factOf({ kind: 'amount-sum', ...sent, windowMs: DAY_MS }, payment, earlier)).toEqual({
      amountMinor: '40000',
      count: 1,
      exact: true,
    })
    expect(
      factOf(
        { kind: 'amount-sum', party: 'debtor', direction: 'received', windowMs: DAY_MS },
        payment,
        earlier,
      ),
    ).toEqual({ amountMinor: '100000', count: 1, exact: true })
  })

  test('senders of a week, all new', () => {
    const earlier = ['P', 'Q', 'R', 'S', 'T'].map((from, index) => ({
      from,
      to: 'C',
      at: `2026-03-0${index + 1}T00:00Z`,
    }))
    const fact = { kind: 'counterparties', ...received, windowMs: 7 * DAY_MS } as const
    const at = '2026-03-06T00:00Z'
    expect(factOf(fact, { from: 'D', to: 'C', at }, earlier)).toEqual({
      distinct: 5,
      newcomers: 5,
      saturated: false,
      counterparty: 'unknown',
    })
    expect(factOf(fact, { from: 'Q', to: 'C', at }, earlier)).toMatchObject({ counterparty: 'newcomer' })
    const old = { from: 'Q', to: 'C', at: '2026-01-01T00:00Z' }
    expect(factOf(fact, { from: 'Q', to: 'C', at }, [old, ...earlier])).toMatchObject({
      newcomers: 4,
      counterparty: 'established',
    })
    expect(factOf(fact, { from: 'Q', to: 'C', at }, [old])).toEqual({
      distinct: 0,
      newcomers: 0,
      saturated: false,
      counterparty: 'returning',
    })
  })

  test('a silence of 119 days that ended yesterday; and one that is not over', () => {
    const silence = { kind: 'silence', party: 'debtor', endedWithinMs: 7 * DAY_MS } as const
    const payment = { from: 'D', to: 'C', at: '2026-05-01T12:00Z' }
    const before = { from: 'D', to: 'X', at: '2025-12-31T23:59Z' }
    const yesterday = { from: 'X', to: 'D', at: '2026-04-30T00:01Z' }
    expect(factOf(silence, payment, [before, yesterday])).toEqual({ lengthMs: 119 * DAY_MS, ongoing: false })
    expect(factOf(silence, payment, [before])).toEqual({ lengthMs: 120 * DAY_MS, ongoing: true })
    expect(factOf({ ...silence, endedWithinMs: 0 }, payment, [before, yesterday])).toEqual({
      lengthMs: 0,
      ongoing: false,
    })
    expect(factOf(silence, payment, [])).toBeNull()
  })
})
