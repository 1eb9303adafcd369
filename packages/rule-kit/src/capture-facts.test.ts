import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptRequest, captureFacts } from './capture-facts.ts'
import { factKey } from './fact-key.ts'
import type { AttemptCountFact } from './fact.ts'
import type { ConditionInForce } from './fact-values.ts'
import { createArrayHistory } from './harness/array-history.ts'
import { createExamplePayment } from './harness/example-payment.ts'
import { ATTEMPTS_MAX } from './history-view.ts'

const HOUR_MS = 3_600_000
const payment = createExamplePayment()
const fact: AttemptCountFact = {
  kind: 'attempt-count',
  party: 'debtor',
  direction: 'sent',
  windowMs: HOUR_MS,
}

function capture(wanted: AttemptCountFact, attempts: Parameters<typeof createArrayHistory>[0]): unknown {
  return captureFacts([wanted], payment, createArrayHistory(attempts))[factKey(wanted)]
}

function sentAt(...agesMs: readonly number[]) {
  return agesMs.map((ageMs) => ({
    accountId: payment.instruction.debtor.accountId,
    direction: 'sent' as const,
    atMs: payment.occurredAtMs - ageMs,
  }))
}

describe('an attempt count', () => {
  test('of an account without history is 1: the payment itself', () => {
    expect(capture(fact, [])).toEqual({ count: 1, saturated: false })
  })

  test('closes its window at both ends', () => {
    expect(capture(fact, sentAt(0))).toEqual({ count: 2, saturated: false })
    expect(capture(fact, sentAt(HOUR_MS))).toEqual({ count: 2, saturated: false })
    expect(capture(fact, sentAt(HOUR_MS + 1))).toEqual({ count: 1, saturated: false })
  })

  test('ignores attempts dated after the payment', () => {
    expect(capture(fact, sentAt(-1))).toEqual({ count: 1, saturated: false })
  })

  test('counts two attempts of the same millisecond twice', () => {
    expect(capture(fact, sentAt(5, 5))).toEqual({ count: 3, saturated: false })
  })

  test('looks at the account of the named party and at the named direction only', () => {
    const creditorId = payment.instruction.creditor.accountId
    const debtorId = payment.instruction.debtor.accountId
    const atMs = payment.occurredAtMs
    expect(capture(fact, [{ accountId: creditorId, direction: 'sent', atMs }])).toEqual({
      count: 1,
      saturated: false,
    })
    expect(capture(fact, [{ accountId: debtorId, direction: 'received', atMs }])).toEqual({
      count: 1,
      saturated: false,
    })
    expect(attemptRequest({ ...fact, party: 'creditor', direction: 'received' }, payment)).toEqual({
      accountId: creditorId,
      direction: 'received',
      fromMs: payment.occurredAtMs - HOUR_MS,
      toMs: payment.occurredAtMs,
    })
  })

  test('is exact up to the last count that a band edge may name, and saturated beyond', () => {
    const ages = Array.from({ length: 200 }, (_, index) => index)
    expect(capture(fact, sentAt(...ages.slice(0, ATTEMPTS_MAX - 1)))).toEqual({
      count: ATTEMPTS_MAX,
      saturated: false,
    })
    expect(capture(fact, sentAt(...ages))).toEqual({ count: ATTEMPTS_MAX, saturated: true })
  })

  test('agrees with counting everything, in any order of history', () => {
    const ages = fc.array(fc.integer({ min: -10, max: 2 * HOUR_MS }), { maxLength: 150 })
    fc.assert(
      fc.property(ages, fc.integer({ min: 1, max: 2 * HOUR_MS }), (agesMs, windowMs) => {
        const exact = 1 + agesMs.filter((ageMs) => ageMs >= 0 && ageMs <= windowMs).length
        expect(capture({ ...fact, windowMs }, sentAt(...agesMs))).toEqual({
          count: Math.min(exact, ATTEMPTS_MAX),
          saturated: exact > ATTEMPTS_MAX,
        })
      }),
    )
  })
})

test('conditions in force are captured as the history gives them', () => {
  const condition: ConditionInForce = { conditionId: 'c-1', type: 'override', owner: 'debtor-entity' }
  const history = createArrayHistory([], [condition])
  expect(captureFacts([{ kind: 'conditions' }], payment, history)).toEqual({ conditions: [condition] })
})

test('each distinct fact is captured once, under its key', () => {
  const wanted = [fact, { ...fact }, { ...fact, windowMs: 5 }, { kind: 'conditions' as const }]
  expect(Object.keys(captureFacts(wanted, payment, createArrayHistory([]))).sort()).toEqual([
    'attempt-count/debtor/sent/3600000',
    'attempt-count/debtor/sent/5',
    'conditions',
  ])
})
