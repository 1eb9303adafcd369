import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportDocument, TypologyConfiguration } from '@pantau/evaluation'
import { activateConfiguration } from '@pantau/store'
import { configurationWith, paceTypology } from './pace-typology.ts'
import { startContractSystem, TENANT } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { sendPayment, testPayment } from './test-payment.ts'

/** Scores and thresholds, from configurations as Tazama 4.0 exchanges them to the report. */

type Typology = ReportDocument['report']['tadpResult']['typologyResult'][number]

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem()
})
afterAll(() => system?.stop())

/** What these typologies say of the first payment between two accounts: rules 901 and 902 weigh 100 each. */
async function scoresUnder(...typologies: readonly TypologyConfiguration[]): Promise<readonly Typology[]> {
  const set = configurationWith(...typologies)
  await activateConfiguration(system.pool, { tenantId: TENANT, set, nowMs: Date.now() })
  await system.configurations.refresh()
  const payment = testPayment()
  await sendPayment(system, payment)
  return (await system.report(payment.messageId)).report.tadpResult.typologyResult
}

const v901 = 'v901at400at400'
const v902 = 'v902at400at400'

describe('an expression', () => {
  it.each<[unknown[], number]>([
    [['Add', v901, v902], 200],
    [['Add', v901, v902, '50', 7], 257],
    [['Multiply', v901, v902, 2], 20_000],
    [['Subtract', v901, 30], 70],
    [['Divide', v901, 3], 100 / 3],
    [['Divide', ['Multiply', ['Add', v901, '100'], 3], ['Subtract', v902, 60]], 15],
    [['Max', v901, 150], 150],
    [['Min', v901, 150], 100],
    [['Negate', v901], -100],
    [['Subtract', v901, 300], -200],
  ])('%j scores %d, exactly', async (expression, score) => {
    const [typology] = await scoresUnder(
      paceTypology('x', { expression, workflow: { alertThreshold: 1_000_000 } }),
    )
    expect(typology).toMatchObject({ result: score, review: false })
  })
})

describe('a threshold', () => {
  it('is reached by an equal score, and by the exact one', async () => {
    const expression = ['Divide', ['Add', v901, v902], 3]
    const score = 200 / 3
    const typologies = await scoresUnder(
      paceTypology('equal', { expression, workflow: { alertThreshold: score } }),
      paceTypology('above', { expression, workflow: { alertThreshold: 67 } }),
      paceTypology('whole', { expression, workflow: { alertThreshold: 66 } }),
    )
    expect(typologies.map(({ cfg, review }) => [cfg, review])).toEqual([
      ['equal', true],
      ['above', false],
      ['whole', true],
    ])
  })
})

describe('a typology as Tazama ships it', () => {
  it('loads unchanged: weights as text, names of blocks that no rule gives; and reports weights as numbers', async () => {
    const weights = [
      { ref: '.err', wght: '0' },
      { ref: '.x00', wght: '100' },
      { ref: '.01', wght: '100' },
      { ref: '.02', wght: '200' },
      { ref: '.03', wght: '400' },
    ]
    const flow = ['.err', 'none', 'override', 'non-overridable-block', 'overridable-block']
    const [typology] = await scoresUnder(
      paceTypology('000@4.0.0', {
        workflow: { alertThreshold: 300, interdictionThreshold: 500, flowProcessor: 'EFRuP@4.0.0' },
        rules: [
          { id: '901@4.0.0', cfg: '4.0.0', termId: v901, wghts: weights },
          { id: '902@4.0.0', cfg: '4.0.0', termId: v902, wghts: weights },
          {
            id: 'EFRuP@4.0.0',
            cfg: 'none',
            termId: 'vEFRuPat400atnone',
            wghts: flow.map((ref) => ({ ref, wght: '0' })),
          },
        ],
      }),
    )
    expect(typology?.result).toBe(200)
    expect(typology?.ruleResults.map(({ id, wght }) => [id, wght])).toEqual([
      ['901@4.0.0', 100],
      ['902@4.0.0', 100],
      ['EFRuP@4.0.0', 0],
    ])
  })
})

describe('a band', () => {
  it('that ends or begins at 0 is a band like any other', async () => {
    const set = configurationWith(
      paceTypology('x', {
        workflow: { alertThreshold: 10 },
        rules: [
          {
            id: '901@4.0.0',
            cfg: '4.0.0',
            termId: v901,
            wghts: ['.err', '.x00', '.00', '.01', '.02'].map((ref, index) => ({ ref, wght: index })),
          },
        ],
        expression: ['Add', v901],
      }),
    )
    const rules = set.rules.map((rule) =>
      rule.id === '901@4.0.0'
        ? {
            ...rule,
            config: {
              ...rule.config,
              bands: [
                { subRuleRef: '.00', upperLimit: 0, reason: 'none' },
                { subRuleRef: '.01', lowerLimit: 0, upperLimit: 1, reason: 'none' },
                { subRuleRef: '.02', lowerLimit: 1, reason: 'some' },
              ],
            },
          }
        : rule,
    )
    await activateConfiguration(system.pool, { tenantId: TENANT, set: { ...set, rules }, nowMs: Date.now() })
    await system.configurations.refresh()
    const payment = testPayment()
    await sendPayment(system, payment)
    const { report } = await system.report(payment.messageId)
    expect(report.tadpResult.typologyResult[0]?.ruleResults[0]).toMatchObject({ subRuleRef: '.02', wght: 4 })
  })
})
