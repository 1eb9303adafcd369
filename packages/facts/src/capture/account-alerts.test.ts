import { createExamplePayment } from '@pantau/rule-kit'
import type { AccountAlertsFact, Payment } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { createMemoryBook } from '../book/create-memory-book.ts'
import { ALERTS_MAX } from '../state/bounds.ts'
import { captureFacts } from './create-fact-capture.ts'

const HOUR_MS = 3_600_000
const NOW_MS = Date.UTC(2026, 4, 4, 12)
const debtor = { kind: 'account-alerts', party: 'debtor', windowMs: 24 * HOUR_MS } as const
const creditor = { kind: 'account-alerts', party: 'creditor', windowMs: 24 * HOUR_MS } as const
const NONE = { count: 0, saturated: false, latestMs: null, samePair: 0 }

function payment(endToEndId: string, from: string, to: string, ageMs: number, tenantId = 'T'): Payment {
  const example = createExamplePayment()
  return {
    ...example,
    tenantId,
    endToEndId,
    occurredAtMs: NOW_MS - ageMs,
    instruction: {
      ...example.instruction,
      endToEndId,
      debtor: { accountId: from, entityId: from },
      creditor: { accountId: to, entityId: to },
    },
  }
}

/** What a payment from D to C finds after these alerted. */
function found(fact: AccountAlertsFact, ...alerted: readonly Payment[]): unknown {
  const book = createMemoryBook()
  for (const each of alerted) {
    book.noteAlert(each)
  }
  const subject = payment('now', 'D', 'C', 0)
  return Object.values(captureFacts([fact], subject, book.history(subject)))[0]
}

test('counts the alerts of one account on either side, and those of the same two accounts besides', () => {
  const alerted = [
    payment('1', 'D', 'X', 3 * HOUR_MS),
    payment('2', 'C', 'D', 2 * HOUR_MS),
    payment('3', 'D', 'C', 4 * HOUR_MS),
    payment('4', 'Y', 'C', HOUR_MS),
  ]
  expect(found(debtor, ...alerted)).toEqual({
    count: 3,
    saturated: false,
    latestMs: NOW_MS - 2 * HOUR_MS,
    samePair: 2,
  })
  expect(found(creditor, ...alerted)).toEqual({
    count: 3,
    saturated: false,
    latestMs: NOW_MS - HOUR_MS,
    samePair: 2,
  })
})

test.each([
  ['at the start of the window', payment('1', 'D', 'X', 24 * HOUR_MS), 1],
  ['before the window', payment('1', 'D', 'X', 24 * HOUR_MS + 1), 0],
  ['of the same moment', payment('1', 'D', 'X', 0), 1],
  ['dated later', payment('1', 'D', 'X', -1), 0],
  ['of this payment', payment('now', 'D', 'C', HOUR_MS), 0],
  ['of other accounts', payment('1', 'X', 'Y', HOUR_MS), 0],
  ['of another tenant', payment('1', 'D', 'X', HOUR_MS, 'OTHER'), 0],
  ['of a transfer to oneself', payment('1', 'D', 'D', HOUR_MS), 1],
])('an alert %s', (_what, alerted, count) => {
  expect(found(debtor, alerted)).toMatchObject({ count, samePair: 0 })
})

test('a payment counts once, as of its earlier alert, however often it is noted', () => {
  const [instruction, settlement] = [payment('1', 'D', 'C', 2 * HOUR_MS), payment('1', 'D', 'C', HOUR_MS)]
  const once = { count: 1, saturated: false, latestMs: NOW_MS - 2 * HOUR_MS, samePair: 1 }
  expect(found(debtor, instruction, settlement, settlement)).toEqual(once)
  expect(found(debtor, settlement, instruction)).toEqual(once)
})

test('of more alerts than are looked at it says at least so many, while all of them lie in the window', () => {
  const alerted = Array.from({ length: 80 }, (_, index) => payment(`${index}`, 'D', 'C', index * 60_000))
  expect(found(debtor, ...alerted)).toEqual({
    count: ALERTS_MAX,
    saturated: true,
    latestMs: NOW_MS,
    samePair: ALERTS_MAX,
  })
  expect(found({ ...debtor, windowMs: 30 * 60_000 }, ...alerted)).toMatchObject({
    count: 31,
    saturated: false,
  })
  expect(found(debtor, ...alerted.slice(0, ALERTS_MAX), payment('now', 'D', 'C', HOUR_MS))).toMatchObject({
    count: ALERTS_MAX,
  })
})

test('an account without alerts has none', () => {
  expect(found(debtor)).toEqual(NONE)
})
