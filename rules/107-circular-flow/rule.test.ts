import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { circularFlow } from './rule.ts'

const probe = createRuleProbe(circularFlow, tuned)
const flow = (hops: number | null) => ({ 'returning-flow': { hops, depth: 4 } })

test.each([
  [2, '.01'],
  [3, '.02'],
  [6, '.02'],
])('back after %d payments', (hops, outcome) => {
  expect(probe(settledPayment, flow(hops))).toEqual([outcome, hops])
})

test('money that does not return', () => {
  expect(probe(settledPayment, flow(null))).toEqual(['.x01', 0])
})

testSettlingOnly(probe, flow(3), ['.02', 3])

test('a flow that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('returning-flow')
})
