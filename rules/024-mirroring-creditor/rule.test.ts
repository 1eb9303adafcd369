import type { FactValues } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { mirroringCreditor } from './rule.ts'

const probe = createRuleProbe(mirroringCreditor, configuration)
const publishedProbe = createRuleProbe(mirroringCreditor, published)

type Mirrored = FactValues['mirrored-credits']

const credits = (found: Mirrored['found'], depth = 0): GivenFacts => ({
  'mirrored-credits': { found, depth },
})

describe('credits that explain the debit', () => {
  test.each<[number, string]>([
    [1, '.01'],
    [2, '.02'],
    [50, '.02'],
  ])('%d', (depth, outcome) => {
    expect(probe(settledPayment, credits('match', depth))).toEqual([outcome, depth])
    expect(publishedProbe(settledPayment, credits('match', depth))).toEqual([outcome, depth])
  })

  test.each<[Mirrored['found'], string]>([
    ['no-credit', '.x01'],
    ['no-debit', '.x01'],
    ['none', '.x03'],
  ])('%s', (found, outcome) => {
    expect(probe(settledPayment, credits(found))).toEqual([outcome, 0])
    expect(publishedProbe(settledPayment, credits(found))).toEqual([outcome, 0])
  })
})

test('credits that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact mirrored-credits')
})

test('they are those of the creditor account, against the latest debit of the creditor account', () => {
  const fact = { kind: 'mirrored-credits', party: 'creditor', windowMs: 86_400_000, depthMax: 50 }
  expect(needsOf(mirroringCreditor, configuration)).toEqual([{ ...fact, ratioMin: 0.985, ratioMax: 1.01 }])
  expect(needsOf(mirroringCreditor, published)).toEqual([
    {
      ...fact,
      ratioMin: expect.closeTo(1 / 1.1, 8) as number,
      ratioMax: expect.closeTo(1 / 0.9, 8) as number,
    },
  ])
})

testSettlingOnly(probe, credits('match', 1), ['.01', 1])

test.each([
  {},
  { maxQueryRange: 0 },
  { maxQueryRange: 1, tolerance: 0.6 },
  { maxQueryRange: 1, ratioMin: 1, ratioMax: 1 },
  { maxQueryRange: 1, ratioMin: 1.01, ratioMax: 0.985 },
  { maxQueryRange: 1, maxDepth: 51 },
])('the parameters %j are refused', (parameters) => {
  expect(mirroringCreditor.bind(parameters)).toHaveProperty('problems')
})
