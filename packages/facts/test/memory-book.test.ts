import { captureFacts, createMemoryBook, encodeAccountState, PAYMENTS_MAX } from '@pantau/facts'
import { factKey } from '@pantau/rule-kit'
import type { FactDescriptor } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATALOGUE_FACTS } from './catalogue-facts.ts'
import { FORWARD_STEP_MS, messageStreams } from './message-streams.ts'
import { acceptAll, report } from './settled-payments.ts'
import type { Draft } from './settled-payments.ts'

const DAY_MS = 86_400_000
const payment: Draft = { from: 'D', to: 'C', at: '2026-03-02T12:00Z' }
const account = fc.nat({ max: 3 })
const streams = messageStreams({
  debtor: account,
  creditor: account,
  minLength: 10,
  maxLength: 50,
  stepMs: FORWARD_STEP_MS,
})

describe('a payment', () => {
  test.each([
    [['ACCC'], 1, 1],
    [['PDNG', 'ACCC'], 1, 1],
    [['ACCC', 'ACCC'], 1, 1],
    [['ACCC', 'RJCT'], 1, 1],
    [['RJCT', 'ACCC'], 1, 0],
    [['ACSC', 'ACCC'], 1, 0],
    [['CANC', 'ACCC'], 1, 0],
    [['PDNG', 'PDNG'], 1, 0],
    [[], 0, 0],
  ] as const)('that is reported as %j is %d attempt and settled %d times', (statuses, attempts, settled) => {
    const book = createMemoryBook()
    for (const status of statuses) {
      book.accept(report({ ...payment, at: '2026-03-02T11:00Z', id: 'E2E', status }))
    }
    const subject = report(payment)
    const wanted = [
      { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: DAY_MS },
      { kind: 'lifetime-count', party: 'debtor', direction: 'sent' },
      { kind: 'payee-history' },
    ] as const satisfies readonly FactDescriptor[]
    const atMs = Date.parse('2026-03-02T11:00Z')
    expect(Object.values(captureFacts(wanted, subject, book.history(subject)))).toEqual([
      { count: attempts + 1, saturated: false },
      { count: settled },
      settled === 0 ? null : { count: 1, firstMs: atMs, lastMs: atMs },
    ])
  })

  test('finds the same facts when it is reported again', () => {
    fc.assert(
      fc.property(streams, (messages) => {
        const book = createMemoryBook()
        for (const message of messages) {
          const before = captureFacts(CATALOGUE_FACTS, message, book.history(message))
          book.accept(message)
          const isFirst = messages.find(({ endToEndId }) => endToEndId === message.endToEndId) === message
          if (isFirst) {
            // The accounts' holders, and chains and funders, have learned from it.
            const kept = CATALOGUE_FACTS.filter(
              ({ kind }) => !['holder-accounts', 'common-funder'].includes(kind),
            ).map(factKey)
            const again = captureFacts(CATALOGUE_FACTS, message, book.history(message))
            expect(kept.map((key) => [key, again[key]])).toEqual(kept.map((key) => [key, before[key]]))
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['rent', undefined],
    [undefined, 'rent'],
    ['of a third one', 'rent'],
    ['rent', 'rent'],
  ])('with the text %j finds the text of one like it, %j, when it is reported again', (text, other) => {
    const book = createMemoryBook()
    const [own, twin] = [
      { ...payment, id: 'own', text },
      { ...payment, id: 'twin', text: other },
    ].map(({ text: words, ...draft }) =>
      report({ ...draft, ...(words === undefined ? {} : { text: words }) }),
    )
    if (own === undefined || twin === undefined) {
      throw new TypeError('Both are reported')
    }
    book.accept(twin)
    book.accept(own)
    const wanted = { kind: 'latest-text', party: 'debtor', direction: 'sent' } as const
    expect(captureFacts([wanted], own, book.history(own))[factKey(wanted)]).toEqual({
      atMs: own.occurredAtMs,
      text: other ?? '',
    })
  })

  test('with a text that is forgotten leaves the texts of those like it alone when it is reported again', () => {
    const book = createMemoryBook()
    const reports = ['a', 'b', 'c'].map((text) => report({ ...payment, id: text, text }))
    reports.forEach((each) => book.accept(each))
    const wanted = { kind: 'latest-text', party: 'debtor', direction: 'sent' } as const
    const texts = reports.map((each) => captureFacts([wanted], each, book.history(each))[factKey(wanted)])
    expect(texts).toMatchObject([{ text: 'c' }, { text: 'c' }, { text: 'b' }])
  })

  test('accepting every message three times is accepting it once', () => {
    fc.assert(
      fc.property(
        streams,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 50, maxLength: 50 }),
        (messages, times) => {
          const [once, often] = [createMemoryBook(), createMemoryBook()]
          for (const [index, message] of messages.entries()) {
            once.accept(message)
            for (let time = 0; time < (times[index] ?? 1); time++) {
              often.accept(message)
            }
          }
          for (const { tenantId, instruction } of messages) {
            for (const { accountId } of [instruction.debtor, instruction.creditor]) {
              expect(encodeAccountState(often.account(tenantId, accountId))).toEqual(
                encodeAccountState(once.account(tenantId, accountId)),
              )
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('is not judged by what comes after it', () => {
    fc.assert(
      fc.property(streams, fc.nat({ max: 9 }), (messages, index) => {
        const [whole, cut] = [createMemoryBook(), createMemoryBook()]
        const subject = messages[index]
        if (subject === undefined) {
          throw new TypeError('A stream is longer')
        }
        // Later payments are known, but dated later: the newest payments of so few still hold everything.
        const later = messages.filter(({ occurredAtMs }) => occurredAtMs > subject.occurredAtMs)
        const earlier = messages.filter(({ occurredAtMs }) => occurredAtMs <= subject.occurredAtMs)
        for (const message of [...earlier, ...later]) {
          whole.accept(message)
        }
        for (const message of earlier) {
          cut.accept(message)
        }
        const wanted = CATALOGUE_FACTS.filter(
          ({ kind }) =>
            // Those that remember the newest only: a text, chains and funders, holders.
            !['latest-text', 'holder-accounts', 'returning-flow', 'common-funder', 'funder-fan-out'].includes(
              kind,
            ),
        )
        expect(captureFacts(wanted, subject, whole.history(subject))).toEqual(
          captureFacts(wanted, subject, cut.history(subject)),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('200 payments in the window', () => {
  const earlier = Array.from({ length: 200 }, (_, index): Draft => ({
    from: `P${index % 100}`,
    to: 'C',
    at: new Date(Date.parse('2026-03-02T08:00Z') + index * 1_000).toISOString(),
    amount: 9_000 + (index % 3),
  }))
  const book = createMemoryBook()
  acceptAll(book, earlier)
  const subject = report({ ...payment, amount: 9_000 })
  const capture = (fact: FactDescriptor) =>
    captureFacts([fact], subject, book.history(subject))[factKey(fact)]
  const received = { party: 'creditor', direction: 'received' } as const

  test.each<[FactDescriptor]>([
    [{ kind: 'payment-count', ...received, windowMs: DAY_MS }],
    [{ kind: 'attempt-count', ...received, windowMs: DAY_MS }],
    [{ kind: 'similar-amounts', ...received, windowMs: DAY_MS, tolerance: 0.1 }],
    [{ kind: 'near-threshold', ...received, windowMs: DAY_MS, shareMin: 0.8, thresholds: { EUR: 10_000 } }],
  ])('are counted as at least so many as are remembered: $kind', (fact) => {
    expect(capture(fact)).toMatchObject({ count: PAYMENTS_MAX, saturated: true })
  })

  test('come from at least as many accounts as are remembered', () => {
    expect(capture({ kind: 'counterparties', ...received, windowMs: DAY_MS })).toMatchObject({
      distinct: 64,
      saturated: true,
    })
  })

  test('have a sum that is known by days', () => {
    expect(capture({ kind: 'amount-sum', ...received, windowMs: DAY_MS })).toEqual({
      amountMinor: String(earlier.reduce((sum, { amount = 0 }) => sum + amount * 100, 0)),
      count: 200,
      exact: false,
    })
  })
})

test('of more payments than are remembered, all in the first millisecond of the window, some are forgotten', () => {
  const book = createMemoryBook()
  acceptAll(
    book,
    Array.from({ length: 70 }, (_, index) => ({
      from: `P${index}`,
      to: 'C',
      at: '2026-03-01T12:00Z',
      amount: 1,
    })),
  )
  const subject = report(payment)
  const wanted = [
    { kind: 'payment-count', party: 'creditor', direction: 'received', windowMs: DAY_MS },
    { kind: 'amount-sum', party: 'creditor', direction: 'received', windowMs: DAY_MS },
  ] as const satisfies readonly FactDescriptor[]
  expect(Object.values(captureFacts(wanted, subject, book.history(subject)))).toEqual([
    { count: PAYMENTS_MAX, saturated: true },
    { amountMinor: '7000', count: 70, exact: false },
  ])
})

test("two tenants do not know each other's payments", () => {
  const book = createMemoryBook()
  acceptAll(book, [{ ...payment, at: '2026-03-01T00:00Z', tenantId: 'OTHER' }])
  const subject = report(payment)
  expect(captureFacts([{ kind: 'activity-span', party: 'debtor' }], subject, book.history(subject))).toEqual({
    'activity-span/party=debtor': null,
  })
})
