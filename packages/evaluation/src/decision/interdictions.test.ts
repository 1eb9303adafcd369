import { createExamplePayment } from '@pantau/rule-kit'
import type { ConditionInForce } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { examplePlan, steppingClock } from '../../test/example-configuration.ts'
import { IntegrityError } from '../integrity-error.ts'
import { runRules } from '../outcome/run-rules.ts'
import { scoreTypologies } from '../typology/score-typologies.ts'
import { interdictions } from './interdictions.ts'

// Both typologies interdict a large payment in dollars, and both name the flow processor.
const plan = examplePlan((set) => {
  Object.assign(set.typologies[1]?.workflow ?? {}, {
    interdictionThreshold: 200,
    flowProcessor: 'flow@1.0.0',
  })
})
const { instruction, ...rest } = createExamplePayment()
const payment = {
  ...rest,
  instruction: { ...instruction, instructed: { amountMinor: 2_000_000n, currency: 'USD' } },
}
const sentFact = { 'attempt-count/debtor/sent/1000': { count: 1, saturated: false } }

function evaluate(conditions: readonly ConditionInForce[], amountMinor = 2_000_000n) {
  const subject = {
    ...payment,
    instruction: { ...payment.instruction, instructed: { amountMinor, currency: 'USD' } },
  }
  const ruleResults = runRules(plan, subject, { ...sentFact, conditions }, steppingClock(1))
  return { ruleResults, typologyResults: scoreTypologies(plan, ruleResults, steppingClock(1)) }
}

const condition = (type: ConditionInForce['type']): ConditionInForce => ({
  conditionId: 'c-1',
  type,
  owner: 'debtor-account',
})

test('one for each typology that interdicts', () => {
  const { ruleResults, typologyResults } = evaluate([])
  expect(interdictions(plan, ruleResults, typologyResults)).toEqual([
    { kind: 'typology', typologyIndex: 0 },
    { kind: 'typology', typologyIndex: 1 },
  ])
})

test('a block is asked for once, by the rule that found it, and suppresses those of the typologies', () => {
  const { ruleResults, typologyResults } = evaluate([condition('overridable-block')])
  expect(interdictions(plan, ruleResults, typologyResults)).toEqual([{ kind: 'block', ruleIndex: 0 }])
})

test('a block is asked for even where every score is low', () => {
  const { ruleResults, typologyResults } = evaluate([condition('non-overridable-block')], 1n)
  expect(interdictions(plan, ruleResults, typologyResults)).toEqual([{ kind: 'block', ruleIndex: 0 }])
})

test('an override suppresses all of them', () => {
  const { ruleResults, typologyResults } = evaluate([condition('override')])
  expect(interdictions(plan, ruleResults, typologyResults)).toEqual([])
})

test('an ordinary payment causes none', () => {
  const { ruleResults, typologyResults } = evaluate([], 1n)
  expect(interdictions(plan, ruleResults, typologyResults)).toEqual([])
})

test('results of another plan are an integrity error', () => {
  const { ruleResults, typologyResults } = evaluate([])
  expect(() => interdictions(plan, ruleResults.slice(1), typologyResults)).toThrow(IntegrityError)
  expect(() => interdictions(plan, ruleResults, typologyResults.slice(1))).toThrow(IntegrityError)
})
