import { createExamplePayment } from '@pantau/rule-kit'
import type { AccountFindingsFact, Payment } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { createMemoryBook } from '../book/create-memory-book.ts'
import { FINDINGS_MAX } from '../state/bounds.ts'
import { captureFacts } from './create-fact-capture.ts'

const HOUR_MS = 3_600_000
const NOW_MS = Date.UTC(2026, 4, 4, 12)
const debtor = { kind: 'account-findings', party: 'debtor', windowMs: 24 * HOUR_MS } as const
const creditor = { kind: 'account-findings', party: 'creditor', windowMs: 24 * HOUR_MS } as const
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

/** What a payment from D to C finds after these were found. */
function foundOf(fact: AccountFindingsFact, ...found: readonly Payment[]): unknown {
  const book = createMemoryBook()
  for (const each of found) {
    book.noteFinding(each)
  }
  const subject = payment('now', 'D', 'C', 0)
  return Object.values(captureFacts([fact], subject, book.history(subject)))[0]
}

test('counts the findings of one account on either side, and those of the same two accounts besides', () => {
  const found = [
    payment('1', 'D', 'X', 3 * HOUR_MS),
    payment('2', 'C', 'D', 2 * HOUR_MS),
    payment('3', 'D', 'C', 4 * HOUR_MS),
    payment('4', 'Y', 'C', HOUR_MS),
  ]
  expect(foundOf(debtor, ...found)).toEqual({
    count: 3,
    saturated: false,
    latestMs: NOW_MS - 2 * HOUR_MS,
    samePair: 2,
  })
  expect(foundOf(creditor, ...found)).toEqual({
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
])('a finding %s', (_what, found, count) => {
  expect(foundOf(debtor, found)).toMatchObject({ count, samePair: 0 })
})

test('a payment counts once, as of its earlier finding, however often it is noted', () => {
  const [instruction, settlement] = [payment('1', 'D', 'C', 2 * HOUR_MS), payment('1', 'D', 'C', HOUR_MS)]
  const once = { count: 1, saturated: false, latestMs: NOW_MS - 2 * HOUR_MS, samePair: 1 }
  expect(foundOf(debtor, instruction, settlement, settlement)).toEqual(once)
  expect(foundOf(debtor, settlement, instruction)).toEqual(once)
})

test('of more findings than are looked at it says at least so many, while all of them lie in the window', () => {
  const found = Array.from({ length: 80 }, (_, index) => payment(`${index}`, 'D', 'C', index * 60_000))
  expect(foundOf(debtor, ...found)).toEqual({
    count: FINDINGS_MAX,
    saturated: true,
    latestMs: NOW_MS,
    samePair: FINDINGS_MAX,
  })
  expect(foundOf({ ...debtor, windowMs: 30 * 60_000 }, ...found)).toMatchObject({
    count: 31,
    saturated: false,
  })
  expect(foundOf(debtor, ...found.slice(0, FINDINGS_MAX), payment('now', 'D', 'C', HOUR_MS))).toMatchObject({
    count: FINDINGS_MAX,
  })
})

test('an account without findings has none', () => {
  expect(foundOf(debtor)).toEqual(NONE)
})
