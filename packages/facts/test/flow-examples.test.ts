import { describe, expect, test } from 'vitest'
import { factOf } from './fact-of.ts'
import type { Draft } from './settled-payments.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** What the middleman pays on. */
function out(amount: number): Draft {
  return { from: 'M', to: 'C', at: '2026-03-02T12:00Z', amount }
}

describe('mirrored credits', () => {
  const exact = {
    kind: 'mirrored-credits',
    windowMs: DAY_MS,
    depthMax: 50,
    ratioMin: 0.985,
    ratioMax: 1.01,
  } as const
  const commissioned = { ...exact, ratioMin: 0.8, ratioMax: 0.985 } as const
  const credits = [250, 450, 300].map((amount, hour) => ({
    from: 'X',
    to: 'M',
    at: `2026-03-02T0${hour}:00Z`,
    amount,
  }))

  test('the newest two of 300, 450 and 250 are a debit of 740', () => {
    expect(factOf({ ...exact, party: 'debtor' }, out(740), credits)).toEqual({ found: 'match', depth: 2 })
    expect(factOf({ ...commissioned, party: 'debtor' }, out(740), credits)).toEqual({
      found: 'none',
      depth: 0,
    })
  })

  test('a credit of 1,000 is a debit of 900 and a commission', () => {
    const credit = [{ from: 'X', to: 'M', at: '2026-03-02T00:00Z', amount: 1_000 }]
    expect(factOf({ ...commissioned, party: 'debtor' }, out(900), credit)).toEqual({
      found: 'match',
      depth: 1,
    })
    expect(factOf({ ...exact, party: 'debtor' }, out(900), credit)).toEqual({ found: 'none', depth: 0 })
  })

  test('bounds are exact: 0.985 is in, 1.01 is not', () => {
    const credit = [{ from: 'X', to: 'M', at: '2026-03-02T00:00Z', amount: 1_000 }]
    expect(factOf({ ...exact, party: 'debtor' }, out(985), credit)).toMatchObject({ found: 'match' })
    expect(factOf({ ...exact, party: 'debtor' }, out(984.99), credit)).toMatchObject({ found: 'none' })
    expect(factOf({ ...exact, party: 'debtor' }, out(1_010), credit)).toMatchObject({ found: 'none' })
    expect(factOf({ ...exact, party: 'debtor' }, out(1_009.99), credit)).toMatchObject({ found: 'match' })
  })

  test('of the creditor, its newest debit is looked at, and what it received before that', () => {
    const payment = { from: 'D', to: 'M', at: '2026-03-02T15:00Z', amount: 1 }
    const later = { from: 'X', to: 'M', at: '2026-03-02T13:00Z', amount: 50 }
    expect(factOf({ ...exact, party: 'creditor' }, payment, [...credits, out(750), later])).toEqual({
      found: 'match',
      depth: 2,
    })
    expect(factOf({ ...exact, party: 'creditor' }, payment, credits)).toEqual({ found: 'no-debit', depth: 0 })
    expect(factOf({ ...exact, party: 'debtor' }, out(750), [])).toEqual({ found: 'no-credit', depth: 0 })
  })
})

describe('where money came from', () => {
  test('A pays B 1,000, B pays C 970, and C now pays A 940: a circle of three', () => {
    const earlier = [
      { from: 'A', to: 'B', at: '2026-03-01T00:00Z', amount: 1_000 },
      { from: 'B', to: 'C', at: '2026-03-02T00:00Z', amount: 970 },
    ]
    const fact = { kind: 'returning-flow' } as const
    expect(factOf(fact, { from: 'C', to: 'A', at: '2026-03-03T00:00Z', amount: 940 }, earlier)).toEqual({
      hops: 3,
      depth: 2,
    })
    expect(factOf(fact, { from: 'C', to: 'A', at: '2026-03-03T00:00Z', amount: 500 }, earlier)).toEqual({
      hops: null,
      depth: 0,
    })
    expect(
      factOf(fact, { from: 'C', to: 'A', at: '2026-03-04T00:00:00.001Z', amount: 940 }, earlier),
    ).toEqual({ hops: null, depth: 1 })
    expect(factOf(fact, { from: 'C', to: 'B', at: '2026-03-03T00:00Z', amount: 940 }, earlier)).toMatchObject(
      { hops: 2 },
    )
  })

  test('five senders, four of them funded by one account', () => {
    const senders = ['P', 'Q', 'R', 'S']
    const earlier = [
      ...senders.slice(0, 3).map((to) => ({ from: 'U', to, at: '2026-03-01T00:00Z' })),
      { from: 'U', to: 'D', at: '2026-03-01T01:00Z' },
      ...senders.map((from) => ({ from, to: 'C', at: '2026-03-01T02:00Z' })),
    ]
    const value = factOf(
      { kind: 'common-funder', windowMs: 2 * DAY_MS },
      { from: 'D', to: 'C', at: '2026-03-01T03:00Z' },
      earlier,
    )
    expect(value).toEqual({ senders: 5, shared: 4 })
  })

  test('the funder also paid X and Y', () => {
    const earlier = ['D', 'X', 'Y'].map((to) => ({ from: 'U', to, at: '2026-03-01T00:00Z' }))
    const fact = {
      kind: 'funder-fan-out',
      upstreamMs: DAY_MS,
      downstreamMs: DAY_MS,
      countBy: 'payees',
      hubPaymentsMax: 110,
    } as const
    const payment = { from: 'D', to: 'C', at: '2026-03-01T12:00Z' }
    expect(factOf(fact, payment, earlier)).toEqual({ largest: 3, funders: 1 })
    expect(factOf({ ...fact, hubPaymentsMax: 2 }, payment, earlier)).toEqual({ largest: 0, funders: 0 })
  })

  test("what a hub pays on is nobody's money", () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      from: 'HUB',
      to: `X${index}`,
      at: '2026-03-01T00:00Z',
    }))
    const earlier = [
      { from: 'A', to: 'HUB', at: '2026-02-28T23:00Z' },
      ...many,
      { from: 'HUB', to: 'D', at: '2026-03-01T01:00Z' },
    ]
    const payment = { from: 'D', to: 'A', at: '2026-03-01T02:00Z' }
    expect(factOf({ kind: 'returning-flow' }, payment, earlier)).toEqual({ hops: null, depth: 0 })
    expect(
      factOf(
        {
          kind: 'funder-fan-out',
          upstreamMs: DAY_MS,
          downstreamMs: DAY_MS,
          countBy: 'payees',
          hubPaymentsMax: 110,
        },
        payment,
        earlier,
      ),
    ).toEqual({ largest: 0, funders: 0 })
  })
})

describe('places', () => {
  test('of payments of the last hour, and near ones of 2.1, 3.9, 7 and 40 km', () => {
    const earlier = [0.0189, 0.0351, 0.063, 0.36].map((north, index) => ({
      from: 'D',
      to: 'X',
      at: `2026-03-02T1${index}:00Z`,
      place: [52.5 + north, 13.4] as const,
    }))
    const payment = { from: 'D', to: 'C', at: '2026-03-02T13:40Z', place: [52.5, 13.4] as const }
    expect(factOf({ kind: 'nearby-payments', radiusKm: 5 }, payment, earlier)).toEqual({
      located: 4,
      nearby: 2,
    })
    expect(factOf({ kind: 'latest-location', windowMs: HOUR_MS }, payment, earlier)).toEqual({
      atMs: Date.parse('2026-03-02T13:00Z'),
      latitudeDegrees: 52.86,
      longitudeDegrees: 13.4,
    })
    expect(factOf({ kind: 'latest-location', windowMs: HOUR_MS / 2 }, payment, earlier)).toBeNull()
  })
})
