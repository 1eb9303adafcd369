import { createExamplePayment, defineRule, exit } from '@pantau/rule-kit'
import { Type } from 'typebox'
import { describe, expect, test } from 'vitest'
import { steppingClock } from '../../test/example-configuration.ts'
import { runRules } from '../outcome/run-rules.ts'
import { scoreTypologies } from '../typology/score-typologies.ts'
import { compileConfiguration } from './compile-configuration.ts'

/** Exits with `.x02` on every payment; a configuration may leave that exit out. */
const optionalRule = defineRule({
  id: 'optional@1.0.0',
  title: 'Does not apply',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.002.001.12'],
  exits: ['.x00', '.x02'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  parameters: Type.Object({}),
  needs: () => ({}),
  evaluate: () => exit('.x02'),
})
const registry = { find: (id: string) => (id === optionalRule.id ? optionalRule : undefined) }

const reference = { id: optionalRule.id, cfg: '1.0.0' }

/** One typology that adds 7 to the weight of the rule. */
function setWith(exits: readonly string[], weighed: Readonly<Record<string, number>>): unknown {
  return {
    networkMap: {
      active: true,
      cfg: '1',
      messages: [
        {
          id: '004',
          cfg: '1',
          txTp: 'pacs.002.001.12',
          typologies: [{ id: 'typology-processor', cfg: 'T', rules: [reference] }],
        },
      ],
    },
    rules: [
      {
        ...reference,
        config: {
          parameters: {},
          exitConditions: exits.map((subRuleRef) => ({ subRuleRef, reason: `because of ${subRuleRef}` })),
          bands: [{ subRuleRef: '.01', reason: 'any' }],
        },
      },
    ],
    typologies: [
      {
        id: 'typology-processor',
        cfg: 'T',
        workflow: { alertThreshold: 100 },
        rules: [
          {
            ...reference,
            termId: 'v1',
            wghts: Object.entries({ '.err': 0, '.x00': 0, '.01': 0, ...weighed }).map(([ref, wght]) => ({
              ref,
              wght,
            })),
          },
        ],
        expression: ['Add', 'v1', 7],
      },
    ],
  }
}

function evaluate(set: unknown) {
  const compilation = compileConfiguration(set, registry)
  const plan = 'compiled' in compilation ? compilation.compiled.planFor('pacs.002.001.12') : undefined
  if (plan === undefined) {
    throw new Error(JSON.stringify(compilation))
  }
  const [result] = runRules(plan, createExamplePayment(), {}, steppingClock(1))
  return {
    result,
    typology: scoreTypologies(plan, result === undefined ? [] : [result], steppingClock(1))[0],
  }
}

describe('an optional exit that the configuration leaves out', () => {
  test('is given without a reason, weighs 0 without being listed, and is no doubt', () => {
    const { result, typology } = evaluate(setWith(['.x00'], {}))
    expect(result).toMatchObject({ outcome: '.x02', value: 0 })
    expect(result).not.toHaveProperty('reason')
    expect(typology).toMatchObject({ score: 7, review: false, interdict: false })
    expect(typology).not.toHaveProperty('reason')
  })

  test('weighs what a typology lists for it', () => {
    expect(evaluate(setWith(['.x00'], { '.x02': 200 })).typology).toMatchObject({ score: 207, review: true })
  })
})

describe('an optional exit that is configured', () => {
  test('needs a weight like any other', () => {
    expect(compileConfiguration(setWith(['.x00', '.x02'], {}), registry)).toEqual({
      problems: [
        { path: '/typologies/0/rules/0/wghts', message: 'must weigh ".x02", which the rule can give' },
      ],
    })
    expect(evaluate(setWith(['.x00', '.x02'], { '.x02': 50 })).typology).toMatchObject({ score: 57 })
  })
})

test('an exit that is not optional must be configured', () => {
  const compilation = compileConfiguration(setWith([], {}), registry)
  expect(compilation).toMatchObject({
    problems: [
      {
        path: '/rules/0/config/exitConditions',
        message: 'must list .x00, which optional@1.0.0 can give',
      },
      { path: '/typologies/0/rules/0/wghts/1/ref' },
    ],
  })
})
