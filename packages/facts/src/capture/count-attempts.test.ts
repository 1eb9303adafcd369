import { ATTEMPTS_MAX, createExamplePayment, factKey } from '@pantau/rule-kit'
import type { AttemptCountFact, FactValue } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMemoryBook } from '../book/create-memory-book.ts'
import { acceptAttempts } from '../harness/accept-attempts.ts'
import type { EarlierAttempt } from '../harness/accept-attempts.ts'
import { captureFacts } from './create-fact-capture.ts'

const HOUR_MS = 3_600_000
const payment = createExamplePayment()
const { debtor, creditor } = payment.instruction
const fact: AttemptCountFact = {
  kind: 'attempt-count',
  party: 'debtor',
  direction: 'sent',
  windowMs: HOUR_MS,
}

function count(
  wanted: AttemptCountFact,
  attempts: readonly EarlierAttempt[],
  isReportedAgain = false,
): FactValue | undefined {
  const book = createMemoryBook()
  acceptAttempts(book, payment, attempts)
  if (isReportedAgain) {
    book.accept(payment)
  }
  return captureFacts([wanted], payment, book.history(payment))[factKey(wanted)]
}

function sentAt(...agesMs: readonly number[]): readonly EarlierAttempt[] {
  return agesMs.map((ageMs) => ({
    accountId: debtor.accountId,
    direction: 'sent',
    atMs: payment.occurredAtMs - ageMs,
  }))
}

describe('an attempt count', () => {
  test('of an account without history is 1: the payment itself', () => {
    expect(count(fact, [])).toEqual({ count: 1, saturated: false })
  })

  test.each([
    ['both ends of the window are in: now', [0], 2],
    ['and exactly as long ago as it is', [HOUR_MS], 2],
    ['a millisecond earlier is not', [HOUR_MS + 1], 1],
    ['nor is what is dated later', [-1], 1],
    ['two of one millisecond are two', [5, 5], 3],
  ])('%s', (_name, agesMs, expected) => {
    expect(count(fact, sentAt(...agesMs))).toEqual({ count: expected, saturated: false })
  })

  test('looks at the account of the named party and at the named direction only', () => {
    const atMs = payment.occurredAtMs
    const others: readonly EarlierAttempt[] = [
      { accountId: creditor.accountId, direction: 'sent', atMs },
      { accountId: debtor.accountId, direction: 'received', atMs },
      { accountId: debtor.accountId, direction: 'received', atMs },
    ]
    expect(count(fact, others)).toMatchObject({ count: 1 })
    expect(count({ ...fact, direction: 'received' }, others)).toMatchObject({ count: 3 })
    expect(count({ ...fact, party: 'creditor' }, others)).toMatchObject({ count: 2 })
  })

  test('is exact up to the last count that a band edge may name, and saturated beyond', () => {
    const agesMs = Array.from({ length: 200 }, (_, index) => index)
    for (const isReportedAgain of [false, true]) {
      expect(count(fact, sentAt(...agesMs.slice(0, ATTEMPTS_MAX - 1)), isReportedAgain)).toEqual({
        count: ATTEMPTS_MAX,
        saturated: false,
      })
      expect(count(fact, sentAt(...agesMs), isReportedAgain)).toEqual({
        count: ATTEMPTS_MAX,
        saturated: true,
      })
    }
  })

  test('agrees with counting everything, in any order of history', () => {
    const ages = fc.array(fc.integer({ min: 0, max: 2 * HOUR_MS }), { maxLength: 150 })
    fc.assert(
      fc.property(ages, fc.integer({ min: 1, max: 2 * HOUR_MS }), fc.boolean(), (agesMs, windowMs, again) => {
        const exact = 1 + agesMs.filter((ageMs) => ageMs <= windowMs).length
        expect(count({ ...fact, windowMs }, sentAt(...agesMs), again)).toEqual({
          count: Math.min(exact, ATTEMPTS_MAX),
          saturated: exact > ATTEMPTS_MAX,
        })
      }),
    )
  })
})
