import { FACT_VALUE_SCHEMAS } from '@pantau/rule-kit'
import type { FactKind, FactValues } from '@pantau/rule-kit'
import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'
import { createPacking } from './pack-fact.ts'

const payment = { atMs: 5, amountMinor: '99999999999999999999', currency: 'IDR', sameCounterparty: true }
const spread = { mean: 1.5, standardDeviation: 0 }
/** Values of every kind, so that a new kind does not compile without one. */
const EXAMPLES: { readonly [K in FactKind]: readonly FactValues[K][] } = {
  'attempt-count': [{ count: 2, saturated: false }],
  conditions: [[], [{ conditionId: 'c', type: 'override', owner: 'debtor-entity' }]],
  'activity-span': [null, { firstMs: -1, lastMs: 2 }],
  silence: [null, { lengthMs: 3, ongoing: true }],
  'lifetime-count': [{ count: 0 }],
  'payment-count': [{ count: 64, saturated: true }],
  'amount-sum': [{ amountMinor: '-7', count: 1, exact: false }],
  'similar-amounts': [{ count: 1, saturated: false, any: true, earlier: true }],
  'near-threshold': [null, { count: 0, saturated: false, near: true }],
  'latest-payments': [[], [payment, { ...payment, atMs: 4 }]],
  'latest-text': [null, { atMs: 1, text: '["]' }],
  'largest-payment': [null, { atMs: 1, amountMinor: '1' }],
  'amount-statistics': [{ count: 2, ...spread }],
  'first-digits': [{ counts: [1, 2, 3, 4, 5, 6, 7, 8, 9] }],
  'interval-counts': [{ current: 1, intervals: 2, ...spread }],
  counterparties: [{ distinct: 3, newcomers: 1, saturated: false, counterparty: 'unknown' }],
  'payee-history': [null, { count: 1, firstMs: 1, lastMs: 1 }],
  'hour-profile': [{ counts: Array.from({ length: 24 }, (_, hour) => hour) }],
  'holder-accounts': [{ count: 1, saturated: false }],
  'mirrored-credits': [{ found: 'match', depth: 2 }],
  'funder-fan-out': [{ largest: 0, funders: 0 }],
  'returning-flow': [
    { hops: null, depth: 0 },
    { hops: 3, depth: 2 },
  ],
  'common-funder': [{ senders: 1, shared: 0 }],
  'latest-location': [null, { atMs: 1, latitudeDegrees: -6.2, longitudeDegrees: 106.8 }],
  'nearby-payments': [{ located: 1, nearby: 0 }],
  'account-findings': [
    { count: 0, saturated: false, latestMs: null, samePair: 0 },
    { count: 64, saturated: true, latestMs: 7, samePair: 2 },
  ],
  'account-name': [
    null,
    { sinceMs: null, otherSinceMs: 1, saturated: true },
    { sinceMs: 2, otherSinceMs: null, saturated: false },
  ],
}
const PACKINGS = new Map(
  Object.entries(FACT_VALUE_SCHEMAS).map(([kind, schema]) => [kind, createPacking(kind, schema)]),
)
const cases = Object.entries(EXAMPLES).flatMap(([kind, values]) =>
  values.map((value): [string, unknown] => [kind, value]),
)

function packFact(kind: string, value: unknown): unknown {
  return PACKINGS.get(kind)?.pack(value)
}

function unpackFact(kind: string, packed: unknown): unknown {
  return PACKINGS.get(kind)?.unpack(packed)
}

test.each(cases)('%s %j is the same after it travelled', (kind, value) => {
  const packed: unknown = JSON.parse(JSON.stringify(packFact(kind, value)))
  expect(unpackFact(kind, packed)).toEqual(value)
})

test.each(cases)('%s %j may also travel with its names', (kind, value) => {
  expect(unpackFact(kind, value)).toEqual(value)
})

describe('a packed value', () => {
  test('has no names', () => {
    expect(packFact('payment-count', { count: 64, saturated: true })).toEqual([64, true])
    expect(packFact('latest-payments', [payment])).toEqual([[5, '99999999999999999999', 'IDR', true]])
  })

  test.each([[[64]], [[64, true, 1]], [['64', true]]])(
    '%j of a wrong form is refused by the check of its kind',
    (packed) => {
      const check = Compile(FACT_VALUE_SCHEMAS['payment-count'])
      expect(check.Check(unpackFact('payment-count', packed))).toBe(false)
    },
  )
})
