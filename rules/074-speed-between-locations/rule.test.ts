import type { FactValues, Location } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import {
  instructed,
  prospectivePayment,
  rejectedPayment,
  selfTransfer,
  settledPayment,
} from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { speedBetweenLocations } from './rule.ts'

const MINUTE_MS = 60_000
const KM_PER_DEGREE = 111.19508
const equator = (distanceKm: number): Location => ({
  latitudeDegrees: 0,
  longitudeDegrees: distanceKm / KM_PER_DEGREE,
})
const here = equator(0)
const payment = instructed({ location: here })

/** The newest payment with a location: so far away, so long ago. */
function earlier(distanceKm: number, ageMs: number): { 'latest-location': FactValues['latest-location'] } {
  return { 'latest-location': { ...equator(distanceKm), atMs: payment.occurredAtMs - ageMs } }
}

const probe = createRuleProbe(speedBetweenLocations, tuned)
const parity = createRuleProbe(speedBetweenLocations, published)

describe('from there to here', () => {
  test.each([
    [0, MINUTE_MS, '.01', 0],
    [0.99, 0, '.01', 0],
    [1.01, 0, '.01', 60.6],
    [10, 0, '.02', 600],
    [149.9, 60 * MINUTE_MS, '.01', 149.9],
    [150.01, 60 * MINUTE_MS, '.02', 150.01],
    [440.7, 40 * MINUTE_MS, '.02', 661.05],
    [449.9, 30 * MINUTE_MS, '.02', 899.8],
    [450.1, 30 * MINUTE_MS, '.03', 900.2],
    [10_000, MINUTE_MS, '.03', 600_000],
  ])('%d km in %d ms', (distanceKm, ageMs, outcome, value) => {
    const found = probe(payment, earlier(distanceKm, ageMs))
    expect(found[0]).toBe(outcome)
    expect(found[1] / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 4)
  })

  test.each([
    [4.9, '.01'],
    [5.1, '.02'],
    [14.9, '.02'],
    [15.1, '.03'],
    [49.9, '.03'],
    [50.1, '.04'],
  ])('as published, %d km in an hour', (distanceKm, outcome) => {
    expect(parity(payment, earlier(distanceKm, 60 * MINUTE_MS))[0]).toBe(outcome)
  })
})

test('no earlier location', () => {
  expect(probe(payment, { 'latest-location': null })).toEqual(['.x01', 0])
})

test('no location of this payment', () => {
  expect(probe(settledPayment, earlier(10, MINUTE_MS))).toEqual(['.x02', 0])
  expect(probe(settledPayment, { 'latest-location': null })).toEqual(['.x02', 0])
})

test('a transfer from an account to itself is not judged', () => {
  expect(probe(instructed({ location: here }, selfTransfer), earlier(10, MINUTE_MS))).toEqual(['.x02', 0])
})

test.each([rejectedPayment, prospectivePayment])('a payment of any status is judged', (subject) => {
  expect(probe(instructed({ location: here }, subject), earlier(0, MINUTE_MS))).toEqual(['.01', 0])
})

test('a location that was not captured is an error', () => {
  expect(() => probe(payment, {})).toThrow('latest-location')
})

test.each([
  {},
  { maxQueryRange: 0 },
  { maxQueryRange: 1, minimumDistanceKm: -1 },
  { maxQueryRange: 1, minimumElapsedMs: 0 },
])('%j is refused', (parameters) => {
  expect(speedBetweenLocations.bind(parameters)).toHaveProperty('problems')
})
