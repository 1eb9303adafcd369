import { expect, test } from 'vitest'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { multipleAccountsDebtor } from './rule.ts'

const probe = createRuleProbe(multipleAccountsDebtor, tuned)
const parity = createRuleProbe(multipleAccountsDebtor, published)
const accounts = (count: number, saturated = false) => ({ 'holder-accounts': { count, saturated } })

test.each([
  [1, '.01', '.01'],
  [2, '.02', '.02'],
  [3, '.02', '.02'],
  [4, '.03', '.02'],
  [32, '.03', '.02'],
])('%d accounts', (count, outcome, publishedOutcome) => {
  expect(probe(settledPayment, accounts(count))).toEqual([outcome, count])
  expect(parity(settledPayment, accounts(count))).toEqual([publishedOutcome, count])
})

test('more accounts than are counted', () => {
  expect(probe(settledPayment, accounts(32, true))).toEqual(['.03', 32])
})

testAnyStatus(probe, accounts(2), ['.02', 2])

test('accounts that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('holder-accounts')
})
