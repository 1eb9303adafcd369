import { createExamplePayment } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { exampleRegistry, exampleSet } from '../../test/example-configuration.ts'
import { exampleEvaluation } from '../../test/example-evaluation.ts'
import { explainEvaluation } from './explain-evaluation.ts'

const payment = createExamplePayment()

function explain(...of: Parameters<typeof exampleEvaluation>): readonly string[] {
  return explainEvaluation(exampleEvaluation(...of), exampleSet(), exampleRegistry)
}

test('the decision, each typology, and each rule that contributed, in plain words', () => {
  expect(explain()).toEqual([
    'STATUS-000001: ALRT, to be reviewed',
    'Large foreign payments (T1@1.0.0): score 200; alerts at 250; interdicts at 400; not to be reviewed',
    '  Amount of the payment (amount@1.0.0): .03 large; measured 125075; weight 200',
    '  Currency of the payment (currency@1.0.0): .01 euro; weight 1',
    'typology-processor (T2@1.0.0): score 200; alerts at 200; never interdicts; to be reviewed',
    '  Amount of the payment (amount@1.0.0): .03 large; measured 125075; weight 200',
  ])
})

test('a block and an override are named', () => {
  const block = explain(payment, [{ conditionId: 'c', type: 'overridable-block', owner: 'debtor-entity' }])
  expect(block[1]).toContain('to be reviewed; a block is in force')
  expect(block).toContain('  Flow (flow@1.0.0): block; weight 0')
  const override = explain(payment, [{ conditionId: 'c', type: 'override', owner: 'debtor-entity' }])
  expect(override[1]).toContain('not to be reviewed; an override is in force')
})

test('an interdiction, and why a typology could not tell, are named', () => {
  const evaluation = exampleEvaluation()
  const typologyResults = evaluation.typologyResults.map((result) =>
    result.cfg === 'T1@1.0.0'
      ? { ...result, score: 600, review: true, interdict: true, reason: '1 of 3 rules could not tell' }
      : result,
  )
  const ruleResults = evaluation.ruleResults.map((result) =>
    result.ruleId === 'currency@1.0.0' ? { ...result, outcome: '.err', reason: 'no currency' } : result,
  )
  const lines = explainEvaluation(
    { ...evaluation, typologyResults, ruleResults },
    exampleSet(),
    exampleRegistry,
  )
  expect(lines[1]).toBe(
    'Large foreign payments (T1@1.0.0): score 600; alerts at 250; interdicts at 400; to be reviewed; ' +
      'payment to be stopped; 1 of 3 rules could not tell',
  )
  expect(lines).toContain('  Currency of the payment (currency@1.0.0): .err no currency; weight 0')
})

test('a rule that this build no longer has goes by what the configuration calls it', () => {
  const lines = explainEvaluation(exampleEvaluation(), exampleSet(), { find: () => undefined })
  expect(lines[2]).toBe('  Amount, large ones apart (amount@1.0.0): .03 large; measured 125075; weight 200')
  expect(lines[3]).toBe('  currency@1.0.0 (currency@1.0.0): .01 euro; weight 1')
})

test('nothing to review', () => {
  const instructed = { amountMinor: 5n, currency: 'USD' }
  const lines = explain({ ...payment, instruction: { ...payment.instruction, instructed } })
  expect(lines[0]).toBe('STATUS-000001: NALT, nothing to review')
  expect(lines[2]).toBe('  Amount of the payment (amount@1.0.0): .02 ordinary; measured 5; weight 100')
})

test('a measured zero is said, and where nothing was measured no zero is', () => {
  const nothing = { amountMinor: 0n, currency: 'EUR' }
  const [, , zero] = explain({ ...payment, instruction: { ...payment.instruction, instructed: nothing } })
  expect(zero).toBe('  Amount of the payment (amount@1.0.0): .02 ordinary; measured 0; weight 100')
  const [, , rejected] = explain({ ...payment, status: 'RJCT' })
  expect(rejected).toBe('  Amount of the payment (amount@1.0.0): .x00 not settled; weight 50')
})
