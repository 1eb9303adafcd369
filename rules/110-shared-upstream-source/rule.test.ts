import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { sharedUpstreamSource } from './rule.ts'

const probe = createRuleProbe(sharedUpstreamSource, tuned)
const source = (senders: number, shared: number) => ({ 'common-funder': { senders, shared } })

test.each([
  [1, 0, '.01', 0],
  [2, 2, '.01', 0],
  [3, 2, '.01', 2],
  [3, 3, '.02', 3],
  [5, 4, '.02', 4],
  [5, 5, '.03', 5],
  [60, 9, '.03', 9],
])('of %d senders %d have one source', (senders, shared, outcome, value) => {
  expect(probe(settledPayment, source(senders, shared))).toEqual([outcome, value])
})

testSettlingOnly(probe, source(5, 4), ['.02', 4])

test('funders that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('common-funder')
})

test.each([
  {},
  { maxQueryRange: 1 },
  { maxQueryRange: 0, minimumNumberOfSenders: 3 },
  { maxQueryRange: 1, minimumNumberOfSenders: 0 },
  { maxQueryRange: 1, minimumNumberOfSenders: 9 },
  { maxQueryRange: 172_800_001, minimumNumberOfSenders: 3 },
])('%j is refused', (parameters) => {
  expect(sharedUpstreamSource.bind(parameters)).toHaveProperty('problems')
})
