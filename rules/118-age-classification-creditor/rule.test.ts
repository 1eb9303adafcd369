import { describe, expect, test } from 'vitest'
import { instructed, prospectivePayment, rejectedPayment, selfTransfer } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import tuned from './config.default.json' with { type: 'json' }
import { ageClassificationCreditor } from './rule.ts'

const probe = createRuleProbe(ageClassificationCreditor, tuned)

// The example payment is of 4 May 2026.
describe('age of the creditor on the day of the payment', () => {
  test.each([
    ['2026-05-04', '.01', 0],
    ['2011-01-31', '.01', 15],
    ['2008-05-05', '.01', 17],
    ['2008-05-04', '.02', 18],
    ['1996-05-05', '.02', 29],
    ['1996-05-04', '.03', 30],
    ['1976-05-05', '.03', 49],
    ['1976-05-04', '.04', 50],
    ['1961-05-05', '.04', 64],
    ['1961-05-04', '.05', 65],
    ['1901-05-04', '.05', 125],
  ])('born on %s', (creditorBirthDate, outcome, value) => {
    expect(probe(instructed({ creditorBirthDate }), {})).toEqual([outcome, value])
  })

  test('born on 30 June 1961, the day before the 65th birthday', () => {
    const payment = instructed({ creditorBirthDate: '1961-06-30' })
    expect(probe({ ...payment, occurredAtMs: Date.UTC(2026, 5, 29) }, {})).toEqual(['.04', 64])
  })
})

describe('no usable date of birth', () => {
  test('none at all, as of an organisation', () => {
    expect(probe(instructed({}), {})).toEqual(['.x02', 0])
  })

  test.each(['2026-05-05', '1900-05-04', '1990-02-30', 'unknown'])('%s', (creditorBirthDate) => {
    expect(probe(instructed({ creditorBirthDate }), {})).toEqual(['.x02', 0])
  })
})

test.each([rejectedPayment, prospectivePayment])('a payment of any status is judged', (payment) => {
  expect(probe(instructed({ creditorBirthDate: '1990-01-01' }, payment), {})).toEqual(['.03', 36])
})

test('a transfer from an account to itself is not judged', () => {
  expect(probe(instructed({ creditorBirthDate: '1990-01-01' }, selfTransfer), {})).toEqual(['.x02', 0])
})
