import { compileOutcomeTable, RuleConfigurationSchema } from '@pantau/evaluation'
import { acceptAttempts, captureFacts, createMemoryBook } from '@pantau/facts'
import type { EarlierAttempt } from '@pantau/facts'
import { ATTEMPTS_MAX, createExamplePayment, createFactLookup } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'
import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'
import configuration from './config.default.json' with { type: 'json' }
import { incomingPaymentsCreditor } from './rule.ts'

const DAY_MS = 86_400_000
const payment = createExamplePayment()
const { config } = Compile(RuleConfigurationSchema).Parse(configuration)
const outcomes = compileOutcomeTable(incomingPaymentsCreditor, config)

/** The outcome under the default configuration, for a creditor account that was paid so many milliseconds before this payment. */
function evaluate(
  agesMs: readonly number[],
  subject: Payment = payment,
  others: readonly EarlierAttempt[] = [],
) {
  const bound = incomingPaymentsCreditor.bind(config.parameters)
  if ('problems' in bound) {
    throw new Error(JSON.stringify(bound.problems))
  }
  const attempts = agesMs.map((ageMs): EarlierAttempt => ({
    accountId: 'ACCT-CREDITOR',
    direction: 'received',
    atMs: payment.occurredAtMs - ageMs,
  }))
  const book = createMemoryBook()
  acceptAttempts(book, subject, [...attempts, ...others])
  const facts = captureFacts(bound.rule.facts, subject, book.history(subject))
  const { outcome, value } = outcomes.place(bound.rule.evaluate(subject, createFactLookup(facts)))
  return [outcome, value]
}

describe('payments to the creditor account in the last 24 hours, this one included', () => {
  test.each<[string, readonly number[], string, number]>([
    ['the first payment', [], '.01', 1],
    ['one before', [60_000], '.02', 2],
    ['two before', [60_000, 120_000], '.03', 3],
    ['three before', [1, 2, 3], '.03', 4],
    ['one exactly 24 hours before', [DAY_MS], '.02', 2],
    ['one a millisecond earlier than that', [DAY_MS + 1], '.01', 1],
    ['one in the same millisecond', [0], '.02', 2],
    ['two in one millisecond', [5, 5], '.03', 3],
    ['one dated after this payment', [-1], '.01', 1],
    ['more than are looked at', Array.from({ length: 500 }, (_, ageMs) => ageMs), '.03', ATTEMPTS_MAX],
  ])('%s', (_name, agesMs, outcome, value) => {
    expect(evaluate(agesMs)).toEqual([outcome, value])
  })

  test.each<[string, EarlierAttempt]>([
    [
      'money that the creditor account sent',
      { accountId: 'ACCT-CREDITOR', direction: 'sent', atMs: payment.occurredAtMs },
    ],
    [
      'money that the debtor account received',
      { accountId: 'ACCT-DEBTOR', direction: 'received', atMs: payment.occurredAtMs },
    ],
    [
      'money that another account received',
      { accountId: 'ACCT-OTHER', direction: 'received', atMs: payment.occurredAtMs },
    ],
  ])('not %s', (_name, other) => {
    expect(evaluate([], payment, [other])).toEqual(['.01', 1])
  })

  test('debtor and creditor may be the same account', () => {
    const { instruction } = payment
    const toItself = { ...payment, instruction: { ...instruction, debtor: instruction.creditor } }
    expect(evaluate([1], toItself)).toEqual(['.02', 2])
  })
})

describe('a payment that was not completed', () => {
  test.each(['RJCT', 'ACSC', 'PDNG', 'accc', ''])('status %j exits, whatever came before', (status) => {
    expect(evaluate([1, 2, 3], { ...payment, status })).toEqual(['.x00', 0])
  })

  test('cannot be told where the message has no status', () => {
    const { status: _absent, ...without } = payment
    expect(() => evaluate([], without)).toThrow('The message carries no transaction status')
  })
})

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(incomingPaymentsCreditor.bind({ maxQueryRange })).toHaveProperty('problems')
})
