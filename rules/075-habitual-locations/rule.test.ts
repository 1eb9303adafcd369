import { expect, test } from 'vitest'
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
import { habitualLocations } from './rule.ts'

const location = { latitudeDegrees: -6.2, longitudeDegrees: 106.8 }
const payment = instructed({ location })
const probe = createRuleProbe(habitualLocations, tuned)
const parity = createRuleProbe(habitualLocations, published)
const places = (located: number, nearby: number) => ({ 'nearby-payments': { located, nearby } })

test.each([
  [0, 0, '.x01', 0],
  [4, 2, '.x01', 0],
  [5, 0, '.01', 0],
  [5, 1, '.02', 1],
  [64, 2, '.02', 2],
  [64, 3, '.03', 3],
  [64, 64, '.03', 64],
])('of %d earlier places %d are near', (located, nearby, outcome, value) => {
  expect(probe(payment, places(located, nearby))).toEqual([outcome, value])
})

test.each([
  [0, 0, '.01', 0],
  [4, 2, '.02', 2],
  [4, 3, '.03', 3],
])('as published, of %d earlier places %d are near', (located, nearby, outcome, value) => {
  expect(parity(payment, places(located, nearby))).toEqual([outcome, value])
})

test('no location of this payment', () => {
  expect(probe(settledPayment, places(10, 3))).toEqual(['.x02', 0])
})

test('a transfer from an account to itself is not judged', () => {
  expect(probe(instructed({ location }, selfTransfer), places(10, 3))).toEqual(['.x02', 0])
})

test.each([rejectedPayment, prospectivePayment])('a payment of any status is judged', (subject) => {
  expect(probe(instructed({ location }, subject), places(10, 3))).toEqual(['.03', 3])
})

test('places that were not captured are an error', () => {
  expect(() => probe(payment, {})).toThrow('nearby-payments')
})

test.each([
  {},
  { maxRadius: 0 },
  { maxRadius: 1e9 },
  { maxRadius: 5, minimumNumberOfLocations: -1 },
  { maxRadius: 5, minimumNumberOfLocations: 65 },
])('%j is refused', (parameters) => {
  expect(habitualLocations.bind(parameters)).toHaveProperty('problems')
})
