import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { defineRule } from './define-rule.ts'
import type { BoundRule, Rule } from './define-rule.ts'
import { factKey } from './fact-key.ts'
import { createFactLookup, MissingFactError } from './fact-lookup.ts'
import { createExamplePayment } from './harness/example-payment.ts'
import { exit, measure } from './measurement.ts'

const rule = defineRule({
  id: 'example@1.0.0',
  title: 'Payments of both accounts',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.002.001.12'],
  exits: ['.x00'],
  fixedOutcomes: [],
  bandEdgeMax: 10,
  parameters: Type.Object({ windowMs: Type.Integer({ minimum: 1 }), factor: Type.Number() }),
  needs: ({ windowMs }) => ({
    sent: { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs },
    received: { kind: 'attempt-count', party: 'creditor', direction: 'received', windowMs },
  }),
  evaluate: ({ payment, facts, parameters }) =>
    payment.status === 'ACCC'
      ? measure((facts.sent.count + 10 * facts.received.count) * parameters.factor)
      : exit('.x00'),
})
const payment = createExamplePayment()

function bind(candidate: Rule, parameters: unknown): BoundRule {
  const bound = candidate.bind(parameters)
  if ('problems' in bound) {
    throw new Error(JSON.stringify(bound.problems))
  }
  return bound.rule
}

test('a rule keeps the face that its author gave it', () => {
  expect(rule).toMatchObject({
    id: 'example@1.0.0',
    title: 'Payments of both accounts',
    outcomeShape: 'bands',
    transactionTypes: ['pacs.002.001.12'],
    exits: ['.x00'],
    fixedOutcomes: [],
    bandEdgeMax: 10,
  })
})

test('a rule without a largest band edge has no such property', () => {
  const unbounded = defineRule({
    id: 'free@1.0.0',
    title: 'Free',
    outcomeShape: 'bands',
    transactionTypes: [],
    exits: [],
    fixedOutcomes: [],
    parameters: Type.Object({}),
    needs: () => ({}),
    evaluate: () => measure(1),
  })
  expect(unbounded).not.toHaveProperty('bandEdgeMax')
  expect(bind(unbounded, {}).evaluate(payment, createFactLookup({}))).toEqual({ kind: 'value', value: 1 })
})

test('a bound rule declares the facts that its parameters call for', () => {
  expect(bind(rule, { windowMs: 60_000, factor: 1 }).facts).toEqual([
    { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: 60_000 },
    { kind: 'attempt-count', party: 'creditor', direction: 'received', windowMs: 60_000 },
  ])
})

test('evaluation sees the payment, the parameters, and each fact under the name that the author gave it', () => {
  const bound = bind(rule, { windowMs: 60_000, factor: 0.5 })
  const [sent, received] = bound.facts.map(factKey)
  const lookUp = createFactLookup({
    [sent ?? '']: { count: 1, saturated: false },
    [received ?? '']: { count: 2, saturated: false },
  })
  expect(bound.evaluate(payment, lookUp)).toEqual({ kind: 'value', value: 10.5 })
  expect(bound.evaluate({ ...payment, status: 'RJCT' }, lookUp)).toEqual({
    kind: 'exit',
    ref: '.x00',
    value: 0,
  })
})

test('two bindings of one rule do not share parameters', () => {
  const first = bind(rule, { windowMs: 1, factor: 1 })
  const second = bind(rule, { windowMs: 2, factor: 2 })
  expect(first.facts[0]).toMatchObject({ windowMs: 1 })
  expect(second.facts[0]).toMatchObject({ windowMs: 2 })
})

test('a rule that asks for a fact the event does not carry throws', () => {
  const bound = bind(rule, { windowMs: 60_000, factor: 1 })
  expect(() => bound.evaluate(payment, createFactLookup({}))).toThrow(MissingFactError)
})

test('parameters that break the schema are answered with every problem', () => {
  expect(rule.bind({ windowMs: 0 })).toEqual({
    problems: [
      { path: '/factor', message: 'is required' },
      { path: '/windowMs', message: 'must be >= 1' },
    ],
  })
  expect(rule.bind(undefined)).toEqual({ problems: [{ path: '', message: 'must be object' }] })
})
