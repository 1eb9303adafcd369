import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examplePlan, exampleSet, steppingClock } from '../../test/example-configuration.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import type { Plan } from '../plan/plan.ts'
import { scoreTypologies } from './score-typologies.ts'

const plan = examplePlan()

/** Results with these outcomes, in the order of the example plan: flow, currency, amount. */
function resultsOf(flow: string, currency: string, amount: string): RuleResult[] {
  return [flow, currency, amount].map((outcome, index) => ({
    ruleId: plan.rules[index]?.ruleId ?? '',
    cfg: plan.rules[index]?.cfg ?? '',
    outcome,
    value: 0,
    durationNs: 1,
  }))
}

function score(flow: string, currency: string, amount: string, by: Plan = plan) {
  return scoreTypologies(by, resultsOf(flow, currency, amount), steppingClock(5))
}

test('one result per typology, in the order of the plan', () => {
  expect(score('none', '.02', '.02')).toEqual([
    {
      typologyId: 'typology-processor',
      cfg: 'T1@1.0.0',
      score: 200,
      review: false,
      interdict: false,
      durationNs: 5,
    },
    {
      typologyId: 'typology-processor',
      cfg: 'T2@1.0.0',
      score: 100,
      review: false,
      interdict: false,
      durationNs: 5,
    },
  ])
})

describe('review and interdiction of a typology that alerts at 250 and interdicts at 400', () => {
  test.each([
    // flow, currency, amount, score, review, interdict
    ['none', '.02', '.02', 200, false, false],
    ['none', '.00', '.02', 300, true, false],
    ['none', '.02', '.03', 400, true, true],
    ['none', '.00', '.03', 600, true, true],
    ['block', '.02', '.02', 200, true, false],
    ['block', '.00', '.03', 600, true, false],
    ['override', '.02', '.02', 200, false, false],
    ['override', '.00', '.02', 300, true, false],
    ['override', '.00', '.03', 600, true, false],
  ])('%s, %s, %s scores %d', (flow, currency, amount, expected, review, interdict) => {
    const [result] = score(flow, currency, amount)
    expect(result).toMatchObject({ score: expected, review, interdict })
    expect(result).not.toHaveProperty('reason')
  })

  test.each([
    [249, false, false],
    [250, true, false],
    [399, true, false],
    [400, true, true],
    [401, true, true],
  ])('a score of %d, on either side of a threshold', (wanted, review, interdict) => {
    const edited = examplePlan((set) => {
      set.typologies[0]?.expression.splice(0, 3, 'Add', wanted)
    })
    expect(score('none', '.01', '.01', edited)[0]).toMatchObject({ score: wanted, review, interdict })
  })

  test('both thresholds may be the same', () => {
    const edited = examplePlan((set) => {
      Object.assign(set.typologies[0]?.workflow ?? {}, { alertThreshold: 400 })
    })
    expect(score('none', '.02', '.03', edited)[0]).toMatchObject({ review: true, interdict: true })
    expect(score('none', '.00', '.02', edited)[0]).toMatchObject({ review: false, interdict: false })
  })
})

test('a typology without an interdiction threshold never interdicts', () => {
  expect(score('none', '.01', '.03')[1]).toMatchObject({ score: 200, review: true, interdict: false })
})

test('a block changes nothing where no flow processor is named', () => {
  expect(score('block', '.01', '.02')[1]).toMatchObject({ score: 100, review: false })
})

describe('a typology that could not tell asks for a review and says why', () => {
  test.each([
    ['none', '.01', '.err', 0, '1 of 3 rules could not tell'],
    ['none', '.err', '.err', 0, '2 of 3 rules could not tell'],
    ['.err', '.01', '.02', 100, '1 of 3 rules could not tell'],
    ['override', '.01', '.err', 0, '1 of 3 rules could not tell'],
  ])('%s, %s, %s', (flow, currency, amount, expected, reason) => {
    expect(score(flow, currency, amount)[0]).toMatchObject({
      score: expected,
      review: true,
      interdict: false,
      reason,
    })
  })

  test('only the typologies that the rule is in', () => {
    const [first, second] = score('none', '.err', '.02')
    expect(first).toMatchObject({ review: true, reason: '1 of 3 rules could not tell' })
    expect(second).toMatchObject({ review: false })
    expect(second).not.toHaveProperty('reason')
  })

  test('an interdiction by the score stands, also when the flow could not be told', () => {
    expect(score('.err', '.00', '.03')[0]).toMatchObject({ score: 600, review: true, interdict: true })
  })

  test('an outcome that has no weight is no zero', () => {
    expect(score('none', '.07', '.03')[0]).toMatchObject({
      score: 0,
      review: true,
      interdict: false,
      reason: '1 of 3 rules could not tell; the score is not a finite number',
    })
  })

  test.each([
    [['Divide', 'vAmount', 0], 'an infinite score'],
    [['Divide', 'vAmount', ['Subtract', 'vCurrency', 'vCurrency']], 'an infinite score of terms'],
    [['Divide', 0, 0], 'a score that is no number'],
    [['Negate', ['Divide', 1, 0]], 'a score of minus infinity'],
  ])('%j, %s', (expression: readonly unknown[], _name) => {
    const edited = examplePlan((set) => {
      set.typologies[0]?.expression.splice(0, 3, ...expression)
    })
    expect(score('none', '.01', '.03', edited)[0]).toEqual({
      typologyId: 'typology-processor',
      cfg: 'T1@1.0.0',
      score: 0,
      review: true,
      interdict: false,
      reason: 'The score is not a finite number',
      durationNs: 5,
    })
  })
})

test('a score of minus zero is written as zero, as JSON would', () => {
  const edited = examplePlan((set) => {
    set.typologies[0]?.expression.splice(0, 3, 'Negate', 'vAmount')
  })
  expect(Object.is(score('none', '.01', '.01', edited)[0]?.score, 0)).toBe(true)
})

describe('results that are not those of the plan are an integrity error', () => {
  const sound = resultsOf('none', '.01', '.02')
  const [flow, currency, amount] = sound as [RuleResult, RuleResult, RuleResult]
  test.each([
    ['too few', [flow, currency]],
    ['too many', [...sound, flow]],
    ['another order', [currency, flow, amount]],
    ['another rule', [flow, currency, { ...amount, ruleId: 'other@1.0.0' }]],
    ['another configuration', [flow, currency, { ...amount, cfg: '2.0.0' }]],
  ])('%s', (_name, results) => {
    expect(() => scoreTypologies(plan, results, steppingClock(1))).toThrow(IntegrityError)
  })
})

function weightIn(typologyIndex: number, ruleId: string, outcome: string): number {
  const rule = exampleSet().typologies[typologyIndex]?.rules.find((each) => each.id === ruleId)
  return Number(rule?.wghts.find((weight) => weight.ref === outcome)?.wght ?? 0)
}

test('scores equal those worked out plainly from the configuration', () => {
  const outcomes = {
    flow: fc.constantFrom('.err', 'none', 'block', 'override'),
    currency: fc.constantFrom('.err', '.00', '.01', '.02'),
    amount: fc.constantFrom('.err', '.x00', '.01', '.02', '.03'),
  }
  fc.assert(
    fc.property(outcomes.flow, outcomes.currency, outcomes.amount, (flow, currency, amount) => {
      const first = weightIn(0, 'amount@1.0.0', amount) * weightIn(0, 'currency@1.0.0', currency)
      const second = weightIn(1, 'amount@1.0.0', amount) + 10 - 10
      const results = score(flow, currency, amount)
      expect(results.map((result) => result.score)).toEqual([first, second])
      const unsure = [flow, currency, amount].includes('.err')
      expect(results[0]?.review).toBe(unsure || flow === 'block' || first >= 250)
      expect(results[0]?.interdict).toBe(flow !== 'block' && flow !== 'override' && first >= 400)
    }),
  )
})
