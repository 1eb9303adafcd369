import { describe, expect, test } from 'vitest'
import { instructed, prospectivePayment, rejectedPayment, selfTransfer } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import tuned from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { ageClassificationDebtor } from './rule.ts'

const probe = createRuleProbe(ageClassificationDebtor, tuned)

// The example payment is of 4 May 2026.
describe('age of the debtor on the day of the payment', () => {
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
  ])('born on %s', (debtorBirthDate, outcome, value) => {
    expect(probe(instructed({ debtorBirthDate }), {})).toEqual([outcome, value])
  })

  test('born on 30 June 1961, the day before the 65th birthday', () => {
    const payment = instructed({ debtorBirthDate: '1961-06-30' })
    expect(probe({ ...payment, occurredAtMs: Date.UTC(2026, 5, 29) }, {})).toEqual(['.04', 64])
  })
})

describe('no usable date of birth', () => {
  test('none at all, as of an organisation', () => {
    expect(probe(instructed({}), {})).toEqual(['.x02', 0])
  })

  test.each(['2026-05-05', '1900-05-04', '1990-02-30', 'unknown'])('%s', (debtorBirthDate) => {
    expect(probe(instructed({ debtorBirthDate }), {})).toEqual(['.x02', 0])
  })
})

test.each([rejectedPayment, prospectivePayment])('a payment of any status is judged', (payment) => {
  expect(probe(instructed({ debtorBirthDate: '1990-01-01' }, payment), {})).toEqual(['.03', 36])
})

test('a transfer from an account to itself is not judged', () => {
  expect(probe(instructed({ debtorBirthDate: '1990-01-01' }, selfTransfer), {})).toEqual(['.x02', 0])
})

test.each([
  ['2008-05-05', '.01', 17],
  ['1996-05-05', '.02', 29],
  ['1976-05-05', '.03', 49],
  ['1961-05-04', '.04', 65],
])('born on %s, by the published bands', (debtorBirthDate, outcome, value) => {
  expect(createRuleProbe(ageClassificationDebtor, published)(instructed({ debtorBirthDate }), {})).toEqual([
    outcome,
    value,
  ])
})
