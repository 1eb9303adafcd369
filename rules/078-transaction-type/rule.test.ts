import { expect, test } from 'vitest'
import { instructed, rejectedPayment, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { transactionType } from './rule.ts'

const probe = createRuleProbe(transactionType, tuned)
const parity = createRuleProbe(transactionType, published)

test.each([
  ['MP2B', '.01', '.01'],
  ['MP2P', '.02', '.02'],
  ['CASH', '.03', '.03'],
  ['SALA', '.04', '.00'],
  ['GOVT', '.05', '.00'],
  ['REFD', '.06', '.00'],
  ['SUPP', '.00', '.00'],
  ['mp2p', '.00', '.00'],
  ['MP2P ', '.00', '.00'],
])('the purpose %s', (purposeCode, outcome, publishedOutcome) => {
  const payment = instructed({ purposeCode })
  expect(probe(payment, {})).toEqual([outcome, 0])
  expect(parity(payment, {})).toEqual([publishedOutcome, 0])
})

test('no purpose', () => {
  expect(probe(settledPayment, {})).toEqual(['.00', 0])
})

test('the purpose of a payment that was rejected', () => {
  expect(probe(instructed({ purposeCode: 'CASH' }, rejectedPayment), {})).toEqual(['.03', 0])
})

testAnyStatus(probe, {}, ['.00', 0])
