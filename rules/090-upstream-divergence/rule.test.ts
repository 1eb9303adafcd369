import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { upstreamDivergence } from './rule.ts'

const probe = createRuleProbe(upstreamDivergence, tuned)
const parity = createRuleProbe(upstreamDivergence, published)
const fanOut = (largest: number, funders = 1) => ({ 'funder-fan-out': { largest, funders } })

test.each([
  [0, '.01', '.01'],
  [2, '.01', '.01'],
  [3, '.02', '.02'],
  [5, '.02', '.02'],
  [6, '.03', '.02'],
  [64, '.03', '.02'],
])('a funder with %d', (largest, outcome, publishedOutcome) => {
  expect(probe(settledPayment, fanOut(largest))).toEqual([outcome, largest])
  expect(parity(settledPayment, fanOut(largest))).toEqual([publishedOutcome, largest])
})

test('nobody funded the account', () => {
  expect(probe(settledPayment, fanOut(0, 0))).toEqual(['.01', 0])
})

function factsUnder(parameters: unknown): unknown {
  const bound = upstreamDivergence.bind(parameters)
  return 'rule' in bound ? bound.rule.facts : bound
}

test('asks for the funders as configured, and without options as published', () => {
  const windows = { maxQueryRangeUpstream: 1_000, maxQueryRangeDownstream: 2_000 }
  const asked = { kind: 'funder-fan-out', upstreamMs: 1_000, downstreamMs: 2_000 }
  expect(factsUnder(windows)).toEqual([{ ...asked, countBy: 'payments', hubPaymentsMax: 1_000_000 }])
  expect(factsUnder({ ...windows, countBy: 'payees', hubMaximumNumberOfPayments: 9 })).toEqual([
    { ...asked, countBy: 'payees', hubPaymentsMax: 9 },
  ])
})

testAnyStatus(probe, fanOut(3), ['.02', 3])

test('funders that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('funder-fan-out')
})

test.each([
  {},
  { maxQueryRangeUpstream: 1 },
  { maxQueryRangeUpstream: 1, maxQueryRangeDownstream: 0 },
  { maxQueryRangeUpstream: 604_800_001, maxQueryRangeDownstream: 1 },
  { maxQueryRangeUpstream: 1, maxQueryRangeDownstream: 7_776_000_001 },
  { maxQueryRangeUpstream: 1, maxQueryRangeDownstream: 1, countBy: 'amounts' },
  { maxQueryRangeUpstream: 1, maxQueryRangeDownstream: 1, hubMaximumNumberOfPayments: 0 },
])('%j is refused', (parameters) => {
  expect(upstreamDivergence.bind(parameters)).toHaveProperty('problems')
})
