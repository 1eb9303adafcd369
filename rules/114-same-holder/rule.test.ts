import { expect, test } from 'vitest'
import { instructed, rejectedPayment, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import tuned from './config.default.json' with { type: 'json' }
import { sameHolder } from './rule.ts'

const probe = createRuleProbe(sameHolder, tuned)
const { debtor } = settledPayment.instruction
const toOwnSavings = { creditor: { accountId: 'ACCT-SAVINGS', entityId: debtor.entityId } }

test('between two holders', () => {
  expect(probe(settledPayment, {})).toEqual(['.01', 0])
})

test('to an own account', () => {
  expect(probe(instructed(toOwnSavings), {})).toEqual(['.02', 1])
  expect(probe(instructed(toOwnSavings, rejectedPayment), {})).toEqual(['.02', 1])
})

testAnyStatus(probe, {}, ['.01', 0])
