import { describe, expect, test } from 'vitest'
import { paymentOf, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import size from './config.size.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { regulatoryThreshold } from './rule.ts'

const probe = createRuleProbe(regulatoryThreshold, tuned)
const parity = createRuleProbe(regulatoryThreshold, published)

describe('share of the threshold of the currency', () => {
  test.each([
    [0n, 'USD', '.01', 0],
    [799_999n, 'USD', '.01', 0.799999],
    [800_000n, 'USD', '.02', 0.8],
    [940_000n, 'USD', '.02', 0.94],
    [999_999n, 'USD', '.02', 0.999999],
    [1_000_000n, 'USD', '.03', 1],
    [39_999_999_999n, 'IDR', '.01', 0.799_999_999_98],
    [40_000_000_000n, 'IDR', '.02', 0.8],
    [50_000_000_000n, 'IDR', '.03', 1],
    [4_999_999n, 'ZAR', '.02', 0.999_999_8],
    [5_000_000n, 'ZAR', '.03', 1],
    [7_999_999n, 'KRW', '.01', 0.799_999_9],
    [8_000_000n, 'KRW', '.02', 0.8],
    [10n ** 30n, 'EUR', '.03', 1e24],
  ])('%d minor units of %s', (amountMinor, currency, outcome, value) => {
    expect(probe(paymentOf(amountMinor, currency), {})).toEqual([outcome, value])
  })
})

describe('as published, the amount', () => {
  test.each([
    [940_000n, '.01', 9_400],
    [999_999n, '.01', 9_999.99],
    [1_000_000n, '.02', 10_000],
  ])('of %d cents', (amountMinor, outcome, value) => {
    expect(parity(paymentOf(amountMinor, 'USD'), {})).toEqual([outcome, value])
  })

  test('in major units of currencies without and with more minor units', () => {
    const thresholds = { JPY: 10_000, KWD: 10_000 }
    const probeBoth = createRuleProbe(regulatoryThreshold, {
      ...published,
      config: { ...published.config, parameters: { thresholds } },
    })
    expect(probeBoth(paymentOf(10_000n, 'JPY'), {})).toEqual(['.02', 10_000])
    expect(probeBoth(paymentOf(9_999_999n, 'KWD'), {})).toEqual(['.01', 9_999.999])
  })
})

test.each(['XXX', 'constructor', ''])('the currency %j, which has no threshold, is an error', (currency) => {
  expect(() => probe(paymentOf(1n, currency), {})).toThrow('No regulatory threshold is configured')
  expect(() => parity(paymentOf(1n, currency), {})).toThrow('No regulatory threshold is configured')
})

test('the instructed amount counts, not the settled one', () => {
  const { instruction } = settledPayment
  const settlement = { amountMinor: 2_000_000n, currency: 'USD' }
  expect(probe({ ...settledPayment, instruction: { ...instruction, settlement } }, {})).toEqual([
    '.01',
    0.125075,
  ])
})

testAnyStatus(probe, {}, ['.01', 0.125075])

test.each([
  {},
  { thresholds: {} },
  { thresholds: { USD: 0 } },
  { thresholds: { usd: 10_000 } },
  { thresholds: { USD: 10_000 }, measure: 'ratio' },
])('%j is refused', (parameters) => {
  expect(regulatoryThreshold.bind(parameters)).toHaveProperty('problems')
})

test.each([
  [1_999n, '.01', 0.001999],
  [2_000n, '.02', 0.002],
  [5_000n, '.03', 0.005],
  [10_000n, '.04', 0.01],
  [20_000n, '.05', 0.02],
  [50_000n, '.06', 0.05],
  [100_000n, '.07', 0.1],
  [200_000n, '.08', 0.2],
  [500_000n, '.09', 0.5],
  [800_000n, '.10', 0.8],
  [999_999n, '.10', 0.999999],
  [1_000_000n, '.11', 1],
])('the size of %d cents', (amountMinor, outcome, value) => {
  expect(createRuleProbe(regulatoryThreshold, size)(paymentOf(amountMinor, 'USD'), {})).toEqual([
    outcome,
    value,
  ])
})
