import { captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment, measure, outcome } from '@pantau/rule-kit'
import type { BoundRule, CapturedFacts, Measurement, Payment } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { examplePlan, steppingClock } from '../../test/example-configuration.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { Plan } from '../plan/plan.ts'
import { PROMISE_REASON } from './read-measurement.ts'
import { REASON_LENGTH_MAX, runRules } from './run-rules.ts'

const plan = examplePlan()
const payment = createExamplePayment()
const facts = captureFacts(plan.facts, payment, createMemoryBook().history(payment))

function run(subject: Payment = payment, captured: CapturedFacts = facts, by: Plan = plan) {
  return runRules(by, subject, captured, steppingClock(10))
}

/** The plan with another evaluation of its rule at index 1. */
function planWith(evaluate: BoundRule['evaluate']): Plan {
  return {
    ...plan,
    rules: plan.rules.map((rule, index) =>
      index === 1 ? { ...rule, bound: { facts: [], evaluate } } : rule,
    ),
  }
}

/** What a rule does that was not compiled against its type. */
function returning(value: unknown): BoundRule['evaluate'] {
  return () => value as Measurement
}

function unreadableError(): Error {
  return Object.defineProperty(new Error(''), 'message', {
    get() {
      throw new TypeError('no message')
    },
  })
}

test('one result per planned rule, in the order of the plan', () => {
  expect(run()).toEqual([
    { ruleId: 'flow@1.0.0', cfg: 'none', outcome: 'none', value: 0, durationNs: 10 },
    { ruleId: 'currency@1.0.0', cfg: '1.0.0', outcome: '.01', value: 0, durationNs: 10 },
    { ruleId: 'amount@1.0.0', cfg: '1.0.0', outcome: '.03', value: 125_075, durationNs: 10 },
  ])
})

test('only the rules at the given indexes, in that order', () => {
  const results = runRules(plan, payment, facts, steppingClock(1), [2, 0])
  expect(results.map((result) => result.ruleId)).toEqual(['amount@1.0.0', 'flow@1.0.0'])
  expect(runRules(plan, payment, facts, steppingClock(1), [])).toEqual([])
})

test.each([[3], [-1], [0.5]])('an index that names no rule, %d, is an integrity error', (index) => {
  expect(() => runRules(plan, payment, facts, steppingClock(1), [0, index])).toThrow(IntegrityError)
})

test('two runs differ in durations only', () => {
  const [slow, fast] = [3, 7_000].map((stepNs) =>
    runRules(plan, payment, facts, steppingClock(stepNs)).map((result) => ({ ...result, durationNs: 0 })),
  )
  expect(slow).toEqual(fast)
})

test('durations are whole nanoseconds and never negative, whatever the clock does', () => {
  const readings = [1_000, 1_000.6, 900, 1_900.2]
  const clock = { nowNs: () => readings.shift() ?? 0 }
  expect(runRules(plan, payment, facts, clock).map((result) => result.durationNs)).toEqual([1, 0, 1000])
})

describe('a rule that could not tell gets .err and does not disturb its neighbours', () => {
  test('because it is not made for the message type', () => {
    const results = run({ ...payment, transactionType: 'pacs.008.001.10' })
    expect(results[1]).toEqual({
      ruleId: 'currency@1.0.0',
      cfg: '1.0.0',
      outcome: '.err',
      value: 0,
      reason: 'Unsupported transaction type',
      durationNs: 10,
    })
    expect(results.map((result) => result.outcome)).toEqual(['none', '.err', '.03'])
  })

  test('because a fact is missing from the event', () => {
    const [flow, currency, amount] = run(payment, {})
    expect(flow).toMatchObject({ outcome: '.err', reason: 'The event does not carry the fact conditions' })
    expect(currency).toMatchObject({ outcome: '.err' })
    expect(amount).toMatchObject({ outcome: '.03' })
  })

  test('because it measured no number', () => {
    const [, measured, after] = run(
      payment,
      facts,
      planWith(() => measure(Number.NaN)),
    )
    expect(measured).toMatchObject({
      outcome: '.err',
      value: 0,
      reason: 'The rule measured no finite number',
    })
    expect(after).toMatchObject({ outcome: '.03' })
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['a text', '.01'],
    ['an empty object', {}],
    ['an unknown kind', { kind: 'verdict', value: 1 }],
    ['a kind that is inherited', { kind: 'toString' }],
    ['a number as text', { kind: 'value', value: '5' }],
    ['a bigint', { kind: 'value', value: 5n }],
    ['a value without a number', { kind: 'value' }],
    ['a case that is no text', { kind: 'case', value: 5 }],
    ['a case of nothing', { kind: 'case' }],
    ['an exit without a number', { kind: 'exit', ref: '.x00' }],
    ['an exit of a symbol', { kind: 'exit', ref: Symbol('x'), value: 0 }],
    ['an outcome without a name', { kind: 'outcome' }],
    ['a measurement in a list', [measure(1)]],
    ['a function', () => measure(1)],
  ])('because it returned %s', (_name, returned) => {
    const [before, failed, after] = run(payment, facts, planWith(returning(returned)))
    expect(failed).toMatchObject({ outcome: '.err', value: 0, reason: 'The rule returned no measurement' })
    expect([before?.outcome, after?.outcome]).toEqual(['none', '.03'])
  })

  test('because it answers later, and nobody hears that it failed then', async () => {
    const promises = [Promise.resolve(measure(1)), Promise.reject(new Error('too late'))]
    for (const promise of promises) {
      const [, failed, after] = run(payment, facts, planWith(returning(promise)))
      expect(failed).toMatchObject({ outcome: '.err', reason: PROMISE_REASON })
      expect(after).toMatchObject({ outcome: '.03' })
    }
    // An unheard rejection would fail the test run from here on.
    await Promise.allSettled(promises)
  })

  test('because of an outcome that it does not have, told in a bounded reason', () => {
    const [, failed] = run(
      payment,
      facts,
      planWith(() => outcome('x'.repeat(100_000))),
    )
    expect(failed?.outcome).toBe('.err')
    expect(failed?.reason).toHaveLength(REASON_LENGTH_MAX)
  })

  test.each([
    ['an error', new Error('no rate for the day'), 'no rate for the day'],
    ['an error without a message', new Error(''), 'The rule failed without a message'],
    ['something else', 'text', 'The rule failed without a message'],
    ['a long error', new Error('x'.repeat(5_000)), 'x'.repeat(REASON_LENGTH_MAX)],
    [
      'an error whose message is none',
      Object.assign(new Error(''), { message: 5 }),
      'The rule failed without a message',
    ],
    ['an error that cannot be read', unreadableError(), 'The rule failed without a message'],
    ['an error that cannot be stored', new Error('a\0b\uD800'), 'a\uFFFDb\uFFFD'],
    ['an error outside the basic plane', new Error('😀'.repeat(300)), '😀'.repeat(REASON_LENGTH_MAX)],
  ])('because it threw %s', (_name, thrown, reason) => {
    const throwing = planWith(() => {
      throw thrown
    })
    const [before, failed, after] = run(payment, facts, throwing)
    expect(failed).toEqual({
      ruleId: 'currency@1.0.0',
      cfg: '1.0.0',
      outcome: '.err',
      value: 0,
      reason,
      durationNs: 10,
    })
    expect([before?.outcome, after?.outcome]).toEqual(['none', '.03'])
  })
})
