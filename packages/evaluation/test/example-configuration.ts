import { classify, defineRule, exit, measure, outcome } from '@pantau/rule-kit'
import type { Rule } from '@pantau/rule-kit'
import { Type } from 'typebox'
import { compileConfiguration } from '../src/index.ts'
import type { ConfigurationSet, Plan, RuleRegistry } from '../src/index.ts'

/** Measures the amount in minor units times a factor; exits when the payment is not settled. */
export const amountRule = defineRule({
  id: 'amount@1.0.0',
  title: 'Amount of the payment',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.002.001.12', 'pacs.008.001.10'],
  exits: ['.x00'],
  fixedOutcomes: [],
  bandEdgeMax: 1_000_000,
  parameters: Type.Object({ factor: Type.Number() }),
  needs: () => ({}),
  evaluate: ({ payment, parameters }) =>
    payment.status === 'ACCC'
      ? measure(Number(payment.instruction.instructed.amountMinor) * parameters.factor)
      : exit('.x00'),
})

/** Tells currencies apart. */
export const currencyRule = defineRule({
  id: 'currency@1.0.0',
  title: 'Currency of the payment',
  outcomeShape: 'cases',
  transactionTypes: ['pacs.002.001.12'],
  exits: [],
  fixedOutcomes: [],
  parameters: Type.Object({}),
  needs: () => ({ sent: { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: 1_000 } }),
  evaluate: ({ payment }) => classify(payment.instruction.instructed.currency),
})

/** Answers whatever its one condition in force is. */
export const flowRule = defineRule({
  id: 'flow@1.0.0',
  title: 'Flow',
  outcomeShape: 'fixed',
  transactionTypes: ['pacs.002.001.12', 'pacs.008.001.10'],
  exits: [],
  fixedOutcomes: ['none', 'block', 'override'],
  parameters: Type.Object({}),
  needs: () => ({ conditions: { kind: 'conditions' } }),
  evaluate: ({ facts }) => {
    const [condition] = facts.conditions
    return outcome(condition === undefined ? 'none' : condition.type === 'override' ? 'override' : 'block')
  },
})

const rules: readonly Rule[] = [amountRule, currencyRule, flowRule]
export const exampleRegistry: RuleRegistry = { find: (ruleId) => rules.find((rule) => rule.id === ruleId) }

/** A sound set with every feature in it: two message types, bands, cases, weights as text, a flow processor. Fresh on every call. */
export function exampleSet(): ConfigurationSet {
  const amount = { id: 'amount@1.0.0', cfg: '1.0.0' }
  const currency = { id: 'currency@1.0.0', cfg: '1.0.0' }
  const flow = { id: 'flow@1.0.0', cfg: 'none' }
  const amountWeights = [
    { ref: '.err', wght: 0 },
    { ref: '.x00', wght: '50' },
    { ref: '.01', wght: 0 },
    { ref: '.02', wght: '100' },
    { ref: '.03', wght: 200 },
  ]
  return {
    networkMap: {
      active: true,
      cfg: '2.0.0',
      tenantId: 'DEFAULT',
      messages: [
        {
          id: '004@1.0.0',
          cfg: '1.1.0',
          txTp: 'pacs.002.001.12',
          typologies: [
            { id: 'typology-processor', cfg: 'T1@1.0.0', rules: [flow, currency, amount] },
            { id: 'typology-processor', cfg: 'T2@1.0.0', rules: [amount, flow] },
          ],
        },
        {
          id: '003@1.0.0',
          cfg: '1.0.0',
          txTp: 'pacs.008.001.10',
          typologies: [{ id: 'typology-processor', cfg: 'T2@1.0.0', rules: [amount, flow] }],
        },
      ],
    },
    rules: [
      {
        ...amount,
        desc: 'Amount, large ones apart',
        config: {
          parameters: { factor: 1 },
          exitConditions: [{ subRuleRef: '.x00', reason: 'not settled' }],
          bands: [
            { subRuleRef: '.01', upperLimit: 0, reason: 'negative' },
            { subRuleRef: '.02', lowerLimit: 0, upperLimit: 10_000, reason: 'ordinary' },
            { subRuleRef: '.03', lowerLimit: 10_000, reason: 'large' },
          ],
        },
      },
      {
        ...currency,
        config: {
          cases: {
            expressions: [
              { subRuleRef: '.01', value: 'EUR', reason: 'euro' },
              { subRuleRef: '.02', value: 'USD', reason: 'dollar' },
            ],
            alternative: { subRuleRef: '.00', reason: 'another currency' },
          },
        },
      },
    ],
    typologies: [
      {
        id: 'typology-processor',
        cfg: 'T1@1.0.0',
        typology_name: 'Large foreign payments',
        desc: 'Amount and currency together',
        workflow: { alertThreshold: 250, interdictionThreshold: 400, flowProcessor: 'flow@1.0.0' },
        rules: [
          { ...amount, termId: 'vAmount', wghts: amountWeights },
          {
            ...currency,
            termId: 'vCurrency',
            wghts: [
              { ref: '.err', wght: 0 },
              { ref: '.00', wght: 3 },
              { ref: '.01', wght: 1 },
              { ref: '.02', wght: 2 },
            ],
          },
          {
            ...flow,
            termId: 'vFlow',
            wghts: [
              { ref: 'none', wght: 0 },
              { ref: 'overridable-block', wght: 0 },
            ],
          },
        ],
        expression: ['Multiply', 'vAmount', 'vCurrency'],
      },
      {
        id: 'typology-processor',
        cfg: 'T2@1.0.0',
        workflow: { alertThreshold: 200 },
        rules: [
          { ...amount, termId: 'v1', wghts: amountWeights.map((weight) => ({ ...weight })) },
          { ...flow, termId: 'v2', wghts: [] },
        ],
        expression: ['Add', 'v1', ['Negate', '-10'], ['Subtract', 5, 15]],
      },
    ],
  }
}

/** The plan of the example set for one message type. */
export function examplePlan(change: (set: ConfigurationSet) => void = () => {}): Plan {
  const set = exampleSet()
  change(set)
  const compilation = compileConfiguration(set, exampleRegistry)
  if ('problems' in compilation) {
    throw new Error(JSON.stringify(compilation.problems))
  }
  const plan = compilation.compiled.planFor('pacs.002.001.12')
  if (plan === undefined) {
    throw new Error('The example maps pacs.002.001.12')
  }
  return plan
}

/** A clock that advances by the same step on every reading. */
export function steppingClock(stepNs: number): { nowNs(): number } {
  let nowNs = 0
  return {
    nowNs() {
      nowNs += stepNs
      return nowNs
    },
  }
}
