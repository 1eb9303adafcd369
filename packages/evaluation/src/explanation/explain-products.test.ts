import { captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { examplePlan, exampleRegistry, exampleSet } from '../../test/example-configuration.ts'
import { exampleEvaluation } from '../../test/example-evaluation.ts'
import { compileConfiguration } from '../configuration/compile-configuration.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import { explainEvaluation } from './explain-evaluation.ts'
import type { ExplanationInput } from './explain-evaluation.ts'
import { explanationInWords } from './explanation-in-words.ts'

const payment = createExamplePayment()

function inputOf(subject: Payment, change: Partial<ExplanationInput>): ExplanationInput {
  const plan = examplePlan()
  return {
    evaluation: exampleEvaluation(subject),
    configuration: exampleSet(),
    plan,
    event: {
      payment: subject,
      facts: captureFacts(plan.facts, subject, createMemoryBook().history(subject)),
    },
    registry: exampleRegistry,
    ...change,
  }
}

function explain(...of: Parameters<typeof inputOf>): readonly string[] {
  return explanationInWords(explainEvaluation(inputOf(...of)))
}

/** T2 behind a gate that the currency closes unless it is the euro. */
function gated(set: ConfigurationSet): ConfigurationSet {
  const currency = {
    id: 'currency@1.0.0',
    cfg: '1.0.0',
    termId: 'gate',
    wghts: [
      { ref: '.err', wght: 1 },
      { ref: '.00', wght: 0 },
      { ref: '.01', wght: 1 },
      { ref: '.02', wght: 0 },
    ],
  }
  return {
    ...set,
    networkMap: {
      ...set.networkMap,
      messages: set.networkMap.messages
        .filter((message) => message.txTp === 'pacs.002.001.12')
        .map((message) => ({
          ...message,
          typologies: message.typologies.map((typology) => ({
            ...typology,
            rules: message.typologies[0]?.rules ?? [],
          })),
        })),
    },
    typologies: set.typologies.map((typology) =>
      typology.cfg === 'T2@1.0.0'
        ? {
            ...typology,
            rules: [...typology.rules, currency],
            expression: ['Multiply', 'gate', ['Add', 'v1', 20]],
          }
        : typology,
    ),
  }
}

describe('a gate', () => {
  test('that is closed is named, with the score that it hides', () => {
    const configuration = gated(exampleSet())
    const compilation = compileConfiguration(configuration, exampleRegistry)
    expect(compilation).not.toHaveProperty('problems')
    const instructed = { amountMinor: 20_000n, currency: 'USD' }
    const subject = { ...payment, instruction: { ...payment.instruction, instructed } }
    const evaluation = exampleEvaluation(subject)
    const typologyResults = evaluation.typologyResults.map((result) =>
      result.cfg === 'T2@1.0.0' ? { ...result, score: 0, review: false } : result,
    )
    const lines = explain(subject, { configuration, evaluation: { ...evaluation, typologyResults } })
    const from = lines.findIndex((line) => line.includes('(T2@1.0.0)'))
    expect(lines.slice(from, from + 4)).toEqual([
      'typology-processor (T2@1.0.0): score 0; alerts at 200 (200 short); never interdicts; not to be reviewed',
      '  +0 of weight 200  Amount of the payment (amount@1.0.0): .03 large',
      '  closed by  Currency of the payment (currency@1.0.0): .02 dollar',
      '  with open gates the score would be 220',
    ])
  })
})

/** T2 adds 30 where the amount and the currency both weigh something, and 5 for each of two more such products. */
function withPair(set: ConfigurationSet): ConfigurationSet {
  const changed = gated(set)
  const both = ['gate', ['Min', 1, ['Max', 0, ['Subtract', 'v1', 99]]]]
  return {
    ...changed,
    typologies: changed.typologies.map((typology) =>
      typology.cfg === 'T2@1.0.0'
        ? {
            ...typology,
            expression: [
              'Add',
              'v1',
              ['Multiply', 30, ...both],
              ['Multiply', 5, ...both],
              ['Multiply', 7, ['Subtract', 1, 'gate'], both[1]],
            ],
          }
        : typology,
    ),
  }
}

test('what outcomes add only together is said of them together, once', () => {
  const configuration = withPair(exampleSet())
  expect(compileConfiguration(configuration, exampleRegistry)).not.toHaveProperty('problems')
  const evaluation = exampleEvaluation()
  const typologyResults = evaluation.typologyResults.map((result) =>
    result.cfg === 'T2@1.0.0' ? { ...result, score: 235 } : result,
  )
  const lines = explain(payment, { configuration, evaluation: { ...evaluation, typologyResults } })
  const from = lines.findIndex((line) => line.includes('(T2@1.0.0)'))
  expect(lines.slice(from, from + 5)).toEqual([
    'typology-processor (T2@1.0.0): score 235; alerts at 200 (35 above); never interdicts; to be reviewed',
    '  +200  Amount of the payment (amount@1.0.0): .03 large',
    '  +0 of weight 1  Currency of the payment (currency@1.0.0): .01 euro',
    '  +35  both Currency of the payment (currency@1.0.0): .01 euro, and Amount of the payment (amount@1.0.0): .03 large',
    'What the rules found:',
  ])
})
