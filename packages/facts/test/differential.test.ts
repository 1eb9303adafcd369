import { createFactCapture, createMemoryBook } from '@pantau/facts'
import { factKey } from '@pantau/rule-kit'
import type { CapturedFacts, FactDescriptor, FactKind, Payment } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATALOGUE_FACTS } from './catalogue-facts.ts'
import { ANY_STEP_MS, FORWARD_STEP_MS, messageStreams, mostly, SHORT_STEP_MS } from './message-streams.ts'
import { naiveFacts, naiveSumOfDays } from './naive-facts.ts'

const FLOW_KINDS: readonly FactKind[] = ['funder-fan-out', 'returning-flow', 'common-funder']
const HISTORY_FACTS = CATALOGUE_FACTS.filter(({ kind }) => !FLOW_KINDS.includes(kind))
const FLOW_FACTS: readonly FactDescriptor[] = [
  ...CATALOGUE_FACTS.filter(({ kind }) => FLOW_KINDS.includes(kind)),
  {
    kind: 'funder-fan-out',
    upstreamMs: 86_400_000,
    downstreamMs: 43_200_000,
    countBy: 'payments',
    hubPaymentsMax: 2,
  },
  { kind: 'common-funder', windowMs: 86_400_000 },
]

interface Judged {
  readonly payment: Payment
  readonly before: readonly Payment[]
  readonly captured: CapturedFacts
}

/** Accepts all messages in turn, and captures the facts of the last ones as each finds them. */
function judgeNewest(
  messages: readonly Payment[],
  count: number,
  wanted: readonly FactDescriptor[],
): readonly Judged[] {
  const book = createMemoryBook()
  const capture = createFactCapture(wanted)
  return messages.flatMap((payment, index) => {
    const isJudged = index >= messages.length - count
    const judged = isJudged
      ? [{ payment, before: messages.slice(0, index), captured: capture(payment, book.history(payment)) }]
      : []
    book.accept(payment)
    return judged
  })
}

/** Mean and spread came out of different sums: equal to six decimals. */
function nearly(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'standardDeviation' in value && 'mean' in value
    ? {
        ...value,
        mean: expect.closeTo(Number(value.mean), 6),
        standardDeviation: expect.closeTo(Number(value.standardDeviation), 6),
      }
    : value
}

const naiveKeys = (wanted: readonly FactDescriptor[]) => wanted.map((fact) => [fact, factKey(fact)] as const)

describe('what is captured is what looking through everything finds', () => {
  test('of histories that the newest payments hold whole: late, dated ahead, of the same millisecond, reported twice', () => {
    const account = fc.nat({ max: 3 })
    const streams = messageStreams({
      debtor: account,
      creditor: account,
      minLength: 20,
      maxLength: 60,
      stepMs: ANY_STEP_MS,
    })
    fc.assert(
      fc.property(streams, (messages) => {
        for (const { payment, before, captured } of judgeNewest(messages, 6, HISTORY_FACTS)) {
          const naive = naiveFacts(HISTORY_FACTS, payment, before)
          for (const [fact, key] of naiveKeys(HISTORY_FACTS)) {
            const isForgotten = fact.kind === 'latest-text' && captured[key] === null
            expect([key, captured[key]]).toEqual([key, isForgotten ? null : nearly(naive[key])])
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('of long histories in order: exact, or saturated where it says so', () => {
    const streams = fc
      .record({ step: fc.constantFrom(SHORT_STEP_MS, FORWARD_STEP_MS), from: fc.nat({ max: 1 }) })
      .chain(({ step, from }) =>
        messageStreams({
          debtor: mostly(from),
          creditor: mostly(1 - from),
          minLength: 150,
          maxLength: 260,
          stepMs: step,
          tenants: ['A'],
        }),
      )
    fc.assert(
      fc.property(streams, (messages) => {
        for (const { payment, before, captured } of judgeNewest(messages, 2, HISTORY_FACTS)) {
          // Of more than the newest payments, what a report repeated is left out of is no longer known exactly.
          if (before.some(({ endToEndId }) => endToEndId === payment.endToEndId)) {
            continue
          }
          const naive = naiveFacts(HISTORY_FACTS, payment, before)
          for (const [fact, key] of naiveKeys(HISTORY_FACTS)) {
            expectAgreement({ fact, payment, before }, captured[key], naive[key])
          }
        }
      }),
      // A counterexample of hundreds of messages takes minutes to shrink.
      { numRuns: 60, endOnFailure: true },
    )
  })

  test('of chains of payments and common funders, in histories that came in order', () => {
    const account = fc.nat({ max: 4 })
    const streams = messageStreams({
      debtor: account,
      creditor: account,
      minLength: 8,
      maxLength: 16,
      stepMs: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 8 * 3_600_000 })),
      amountMinor: fc.bigInt(900n, 1_300n),
      currencies: ['EUR', 'EUR', 'EUR', 'EUR', 'JPY'],
      tenants: ['A', 'A', 'A', 'A', 'A', 'A', 'B'],
    })
    fc.assert(
      fc.property(streams, (messages) => {
        for (const { payment, before, captured } of judgeNewest(messages, 3, FLOW_FACTS)) {
          // Chains and funders remember the report that settled a payment, not that it was this one.
          if (!before.some(({ endToEndId }) => endToEndId === payment.endToEndId)) {
            expect(captured).toEqual(naiveFacts(FLOW_FACTS, payment, before))
          }
        }
      }),
      { numRuns: 600 },
    )
  })
})

interface Case {
  readonly fact: FactDescriptor
  readonly payment: Payment
  readonly before: readonly Payment[]
}

function expectAgreement({ fact, payment, before }: Case, captured: unknown, naive: unknown): void {
  const key = factKey(fact)
  if (fact.kind === 'account-name') {
    // What is forgotten of names is part of what the fact says.
    expect([key, captured]).toEqual([key, naive])
    return
  }
  if (hasFlag(captured, 'saturated', true) && fact.kind !== 'attempt-count') {
    expect([key, naive]).toMatchObject([key, { saturated: false }])
    expect(countOf(naive)).toBeGreaterThanOrEqual(countOf(captured))
    expect(before.length).toBeGreaterThanOrEqual(64)
    return
  }
  if (fact.kind === 'amount-sum' && hasFlag(captured, 'exact', false)) {
    expect([key, captured]).toEqual([key, naiveSumOfDays(fact, payment, before)])
    return
  }
  if (fact.kind === 'mirrored-credits' && Reflect.get(Object(captured), 'found') === 'none') {
    expect([key, naive]).not.toMatchObject([key, { found: 'no-debit' }])
    return
  }
  // Of more than the newest payments, the current interval is an estimate.
  const estimated = fact.kind === 'interval-counts' && countOf(naive, 'current') >= 60
  expect([key, estimated ? { ...Object(captured), current: 0 } : captured]).toEqual([
    key,
    nearly(estimated ? { ...Object(naive), current: 0 } : naive),
  ])
}

function hasFlag(value: unknown, name: string, flag: boolean): boolean {
  return typeof value === 'object' && value !== null && Reflect.get(value, name) === flag
}

function countOf(value: unknown, name = 'count'): number {
  const count: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof count === 'number' ? count : 0
}
