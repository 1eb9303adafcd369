import { captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment, factKey } from '@pantau/rule-kit'
import type { ConditionInForce, Payment } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { examplePlan, exampleRegistry, exampleSet } from '../../test/example-configuration.ts'
import { exampleEvaluation } from '../../test/example-evaluation.ts'
import type { EvaluatedPayment } from '../report/evaluated-payment.ts'
import { explainEvaluation } from './explain-evaluation.ts'
import type { ExplanationInput } from './explain-evaluation.ts'
import { explanationInWords } from './explanation-in-words.ts'

const payment = createExamplePayment()

function inputOf(
  subject: Payment = payment,
  conditions: readonly ConditionInForce[] = [],
  change: Partial<ExplanationInput> = {},
): ExplanationInput {
  const plan = examplePlan()
  return {
    evaluation: exampleEvaluation(subject, conditions),
    configuration: exampleSet(),
    plan,
    event: {
      payment: subject,
      facts: captureFacts(plan.facts, subject, createMemoryBook({ conditions }).history(subject)),
    },
    registry: exampleRegistry,
    ...change,
  }
}

function explain(...of: Parameters<typeof inputOf>): readonly string[] {
  return explanationInWords(explainEvaluation(inputOf(...of)))
}

test('the decision, each typology, and each rule that contributed with its band and its facts, in plain words', () => {
  expect(explain()).toEqual([
    'STATUS-000001: ALRT, to be reviewed',
    'Large foreign payments (T1@1.0.0): score 200; alerts at 250 (50 short); interdicts at 400 (200 short); not to be reviewed',
    '  weight 200  Amount of the payment (amount@1.0.0): .03 large',
    '  weight 1  Currency of the payment (currency@1.0.0): .01 euro',
    'typology-processor (T2@1.0.0): score 200; alerts at 200 (just reached); never interdicts; to be reviewed',
    '  +200  Amount of the payment (amount@1.0.0): .03 large',
    'What the rules found:',
    '  Amount of the payment (amount@1.0.0): .03 large',
    '    measured 125,075, which is 10,000 or more',
    '    would be .02 below 10,000',
    '  Currency of the payment (currency@1.0.0): .01 euro',
    "    from payment attempts of any status sent by the debtor's account in the last 1 second, this one included: 1 attempt",
  ])
})

test('the same for programs: value, band, nearest other band, weight, contribution, threshold, facts', () => {
  const instructed = { amountMinor: 9_900n, currency: 'USD' }
  const explanation = explainEvaluation(
    inputOf({ ...payment, instruction: { ...payment.instruction, instructed } }),
  )
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation)
  expect(explanation.status).toBe('NALT')
  expect(explanation.typologies[1]).toEqual({
    typologyId: 'typology-processor',
    cfg: 'T2@1.0.0',
    name: 'typology-processor',
    score: 100,
    review: false,
    interdict: false,
    alert: { threshold: 200, reached: false, distance: 100 },
    contributions: [{ ruleId: 'amount@1.0.0', cfg: '1.0.0', outcome: '.02', weight: 100, contribution: 100 }],
    jointContributions: [],
    constant: 0,
    closedGates: [],
  })
  expect(explanation.rules).toEqual([
    {
      ruleId: 'amount@1.0.0',
      cfg: '1.0.0',
      title: 'Amount of the payment',
      outcome: '.02',
      basis: 'band',
      reason: 'ordinary',
      measured: { value: 9_900, inWords: '9,900' },
      band: { lowerLimit: 0, upperLimit: 10_000, inWords: '0 or more, and below 10,000' },
      otherBands: [
        {
          outcome: '.03',
          reason: 'large',
          side: 'at-or-above',
          limit: 10_000,
          distance: 100,
          inWords: 'at 10,000 or more',
        },
        { outcome: '.01', reason: 'negative', side: 'below', limit: 0, distance: 9_900, inWords: 'below 0' },
      ],
      facts: [],
    },
    {
      ruleId: 'currency@1.0.0',
      cfg: '1.0.0',
      title: 'Currency of the payment',
      outcome: '.02',
      basis: 'case',
      reason: 'dollar',
      facts: [
        {
          key: 'attempt-count/debtor/sent/1000',
          fact: "payment attempts of any status sent by the debtor's account in the last 1 second, this one included",
          inWords: '1 attempt',
          captured: { count: 1, saturated: false },
        },
      ],
    },
  ])
})

test('the number of a rule is said in its unit', () => {
  const registry = {
    find: (ruleId: string) => {
      const rule = exampleRegistry.find(ruleId)
      return rule?.outcomeShape === 'bands' ? { ...rule, valueUnit: 'minor-units' as const } : rule
    },
  }
  const lines = explain(payment, [], { registry })
  expect(lines).toContain('    measured EUR 1,250.75, which is EUR 100.00 or more')
  expect(lines).toContain('    would be .02 below EUR 100.00')
})

test('a block and an override are named, with the condition', () => {
  const block = explain(payment, [{ conditionId: 'c', type: 'overridable-block', owner: 'debtor-entity' }])
  expect(block[1]).toContain('to be reviewed; a block is in force')
  expect(block).toContain('  weight 0  Flow (flow@1.0.0): block')
  expect(block).toContain(
    '    from event-flow conditions in force for the two parties and their accounts: overridable-block on the debtor (c)',
  )
  const override = explain(payment, [{ conditionId: 'c', type: 'override', owner: 'debtor-entity' }])
  expect(override[1]).toContain('not to be reviewed; an override is in force')
})

test('an interdiction, and why a typology could not tell, are named', () => {
  const evaluation = exampleEvaluation()
  const changed: EvaluatedPayment = {
    ...evaluation,
    typologyResults: evaluation.typologyResults.map((result) =>
      result.cfg === 'T1@1.0.0'
        ? { ...result, score: 600, review: true, interdict: true, reason: '1 of 3 rules could not tell' }
        : result,
    ),
    ruleResults: evaluation.ruleResults.map((result) =>
      result.ruleId === 'currency@1.0.0' ? { ...result, outcome: '.err', reason: 'no currency' } : result,
    ),
  }
  const lines = explain(payment, [], { evaluation: changed })
  expect(lines[1]).toBe(
    'Large foreign payments (T1@1.0.0): score 600; alerts at 250 (350 above); interdicts at 400 (200 above); to be reviewed; ' +
      'payment to be stopped; 1 of 3 rules could not tell',
  )
  expect(lines).toContain('  weight 0  Currency of the payment (currency@1.0.0): .err no currency')
})

describe('what cannot be told', () => {
  test('a rule that this build no longer has goes by what the configuration calls it', () => {
    const lines = explain(payment, [], { registry: { find: () => undefined }, plan: undefined })
    expect(lines[2]).toBe('  weight 200  Amount, large ones apart (amount@1.0.0): .03 large')
    expect(lines[3]).toBe('  weight 1  currency@1.0.0 (currency@1.0.0): .01 euro')
    expect(lines.at(-1)).toBe(
      'The facts behind the rules are not told. This build does not have all rules of the configuration.',
    )
  })

  test('an event that cannot be read costs the facts only', () => {
    const lines = explain(payment, [], { event: undefined })
    expect(lines).toContain('    measured 125,075, which is 10,000 or more')
    expect(lines.at(-1)).toBe('The facts behind the rules are not told. The accepted event cannot be read.')
  })

  test('a fact that the event does not carry is said to be missing', () => {
    const { event, plan } = inputOf()
    const key = factKey({ kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: 1_000 })
    const { [key]: _missing, ...facts } = event?.facts ?? {}
    expect(plan?.facts.map((fact) => factKey(fact))).toContain(key)
    expect(explain(payment, [], { event: { payment, facts } })).toContain(`    from ${key}: was not captured`)
  })
})

test('nothing to review', () => {
  const instructed = { amountMinor: 5n, currency: 'USD' }
  const lines = explain({ ...payment, instruction: { ...payment.instruction, instructed } })
  expect(lines[0]).toBe('STATUS-000001: NALT, nothing to review')
  expect(lines).toContain('    would be .01 below 0, .03 at 10,000 or more')
})

test('a measured zero is said, and where nothing was measured no zero is', () => {
  const nothing = { amountMinor: 0n, currency: 'EUR' }
  const zero = explain({ ...payment, instruction: { ...payment.instruction, instructed: nothing } })
  expect(zero).toContain('    measured 0, which is 0 or more, and below 10,000')
  const rejected = explain({ ...payment, status: 'RJCT' })
  expect(rejected).toContain('  Amount of the payment (amount@1.0.0): .x00 not settled')
  expect(rejected.some((line) => line.includes('measured'))).toBe(false)
})
