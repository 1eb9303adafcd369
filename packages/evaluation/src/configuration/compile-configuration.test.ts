import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleRegistry, exampleSet } from '../../test/example-configuration.ts'
import type { ConfigurationSet } from './configuration-set.ts'
import { compileConfiguration } from './compile-configuration.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'

function compiledOf(set: unknown) {
  const compilation = compileConfiguration(set, exampleRegistry)
  if ('problems' in compilation) {
    throw new Error(JSON.stringify(compilation.problems))
  }
  return compilation.compiled
}

function problemsOf(set: unknown): readonly ConfigurationProblem[] {
  const compilation = compileConfiguration(set, exampleRegistry)
  return 'problems' in compilation ? compilation.problems : []
}

/** Sets what a JSON pointer points to; `undefined` removes it, and `-` appends to a list. */
function edit(set: ConfigurationSet, pointer: string, value: unknown): ConfigurationSet {
  const tokens = pointer.split('/').slice(1)
  const last = tokens.pop() ?? ''
  let parent: unknown = set
  for (const token of tokens) {
    parent = (parent as Record<string, unknown>)[token]
  }
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last)
    parent.splice(index, 1, ...(value === undefined ? [] : [value]))
  } else if (value === undefined) {
    delete (parent as Record<string, unknown>)[last]
  } else {
    ;(parent as Record<string, unknown>)[last] = value
  }
  return set
}

describe('a sound set', () => {
  test('gives one plan per mapped message type, and none for others', () => {
    const compiled = compiledOf(exampleSet())
    expect(compiled.networkMapCfg).toBe('2.0.0')
    expect(compiled.planFor('pacs.002.001.12')).toMatchObject({
      transactionType: 'pacs.002.001.12',
      messageId: '004@1.0.0',
      messageCfg: '1.1.0',
    })
    expect(compiled.planFor('pacs.008.001.10')?.rules.map((rule) => rule.ruleId)).toEqual([
      'amount@1.0.0',
      'flow@1.0.0',
    ])
    expect(compiled.planFor('pain.001.001.11')).toBeUndefined()
  })

  test('plans each rule and each fact once, however many typologies use it', () => {
    const plan = compiledOf(exampleSet()).planFor('pacs.002.001.12')
    expect(plan?.rules.map((rule) => [rule.ruleId, rule.cfg])).toEqual([
      ['flow@1.0.0', 'none'],
      ['currency@1.0.0', '1.0.0'],
      ['amount@1.0.0', '1.0.0'],
    ])
    expect(plan?.facts).toEqual([
      { kind: 'conditions' },
      { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: 1_000 },
    ])
  })

  test('places the rules of a typology by their index in the plan, with weights as numbers', () => {
    const [first, second] = compiledOf(exampleSet()).planFor('pacs.002.001.12')?.typologies ?? []
    expect(first).toMatchObject({
      typologyId: 'typology-processor',
      cfg: 'T1@1.0.0',
      name: 'Large foreign payments',
      description: 'Amount and currency together',
      alertThreshold: 250,
      interdictionThreshold: 400,
      flowProcessor: { ruleId: 'flow@1.0.0', ruleIndex: 0 },
    })
    expect(first?.rules.map((rule) => [rule.termId, rule.ruleIndex])).toEqual([
      ['vAmount', 2],
      ['vCurrency', 1],
      ['vFlow', 0],
    ])
    expect(first?.rules[0]?.weights.get('.x00')).toBe(50)
    expect(second).not.toHaveProperty('interdictionThreshold')
    expect(second).not.toHaveProperty('flowProcessor')
  })

  test('weighs what a term that the expression does not use leaves open with 0', () => {
    const [first] = compiledOf(exampleSet()).planFor('pacs.002.001.12')?.typologies ?? []
    const weights = first?.rules[2]?.weights
    expect(['.err', 'none', 'block', 'override'].map((outcome) => weights?.get(outcome))).toEqual([
      0, 0, 0, 0,
    ])
  })

  test('may use one rule under two configurations', () => {
    const set = exampleSet()
    const [configuration] = set.rules
    const [, typology] = set.typologies
    edit(set, '/rules/-', { ...configuration, cfg: '2.0.0' })
    edit(set, '/typologies/1/rules/-', { ...typology?.rules[0], cfg: '2.0.0', termId: 'v3' })
    for (const path of ['/networkMap/messages/0/typologies/1', '/networkMap/messages/1/typologies/0']) {
      edit(set, `${path}/rules/-`, { id: 'amount@1.0.0', cfg: '2.0.0' })
    }
    expect(
      compiledOf(set)
        .planFor('pacs.008.001.10')
        ?.rules.map((rule) => rule.cfg),
    ).toEqual(['1.0.0', 'none', '2.0.0'])
  })
})

const FLOW = '/typologies/0/rules/2'
const edits: readonly [
  name: string,
  pointer: string,
  value: unknown,
  problemPath: string,
  message: string,
][] = [
  ['a missing property', '/typologies/0/workflow', undefined, '/typologies/0/workflow', 'is required'],
  [
    'an unknown message type',
    '/networkMap/messages/1/txTp',
    'camt.053',
    '/networkMap/messages/1/txTp',
    'must be one of "pain.001',
  ],
  [
    'weights that are no list',
    '/typologies/0/rules/1/wghts',
    {},
    '/typologies/0/rules/1/wghts',
    'must be array',
  ],
  [
    'a threshold that is no number',
    '/typologies/0/workflow/alertThreshold',
    Number.NaN,
    '/typologies/0/workflow/alertThreshold',
    'must be number',
  ],
  ['an unknown rule', '/rules/0/id', 'amount@9.9.9', '/rules/0/id', 'is no rule of this deployment'],
  [
    'a rule without configuration',
    '/rules/1',
    undefined,
    '/networkMap/messages/0/typologies/0/rules/1',
    'the set has no configuration of rule currency@1.0.0 with cfg 1.0.0',
  ],
  [
    'a typology that is not there',
    '/typologies/0',
    undefined,
    '/networkMap/messages/0/typologies/0',
    'the set has no typology typology-processor with cfg T1@1.0.0',
  ],
  [
    'a rule configured twice',
    '/rules/-',
    exampleSet().rules[0],
    '/rules/2',
    'amount@1.0.0 with cfg 1.0.0 is listed twice',
  ],
  [
    'a typology configured twice',
    '/typologies/-',
    exampleSet().typologies[1],
    '/typologies/2',
    'typology-processor with cfg T2@1.0.0 is listed twice',
  ],
  [
    'a message type mapped twice',
    '/networkMap/messages/1/txTp',
    'pacs.002.001.12',
    '/networkMap/messages/1/txTp',
    'pacs.002.001.12 is mapped twice',
  ],
  [
    'a typology mapped twice for one message',
    '/networkMap/messages/0/typologies/-',
    exampleSet().networkMap.messages[0]?.typologies[1],
    '/networkMap/messages/0/typologies/2',
    'listed twice',
  ],
  [
    'a rule mapped twice for one typology',
    '/networkMap/messages/0/typologies/0/rules/-',
    { id: 'flow@1.0.0', cfg: 'none' },
    '/networkMap/messages/0/typologies/0/rules/3',
    'listed twice',
  ],
  [
    'a rule that does not apply to the message type',
    '/networkMap/messages/0/txTp',
    'pain.001.001.11',
    '/networkMap/messages/0/typologies/0/rules/1',
    'currency@1.0.0 does not apply to pain.001.001.11',
  ],
  [
    'a rule that the typology lacks',
    '/typologies/1/rules/1',
    undefined,
    '/networkMap/messages/0/typologies/1/rules/1',
    'typology T2@1.0.0 does not list flow@1.0.0 with cfg none',
  ],
  [
    'a rule that the map lacks',
    '/networkMap/messages/0/typologies/0/rules/0',
    undefined,
    FLOW,
    '/networkMap/messages/0/typologies/0 does not list flow@1.0.0 with cfg none',
  ],
  [
    'a rule under another cfg',
    '/typologies/0/rules/1/cfg',
    '9',
    '/typologies/0/rules/1',
    'does not list currency@1.0.0 with cfg 9',
  ],
  [
    'a bad parameter',
    '/rules/0/config/parameters/factor',
    'x',
    '/rules/0/config/parameters/factor',
    'must be number',
  ],
  [
    'a missing parameter',
    '/rules/0/config/parameters',
    undefined,
    '/rules/0/config/parameters/factor',
    'is required',
  ],
  ['no bands', '/rules/0/config/bands', [], '/rules/0/config/bands', 'is required: amount@1.0.0 measures a'],
  [
    'bands and cases',
    '/rules/1/config/bands',
    [{ subRuleRef: '.05', reason: 'all' }],
    '/rules/1/config/bands',
    'must be absent: currency@1.0.0 does not use bands',
  ],
  [
    'cases and bands',
    '/rules/0/config/cases',
    exampleSet().rules[1]?.config.cases,
    '/rules/0/config/cases',
    'must be absent: amount@1.0.0 does not use cases',
  ],
  ['no cases', '/rules/1/config/cases', undefined, '/rules/1/config/cases', 'is required: currency@1.0.0'],
  [
    'a gap between bands',
    '/rules/0/config/bands/1/lowerLimit',
    1,
    '/rules/0/config/bands/1/lowerLimit',
    'leaves a gap: no band holds numbers from 0 to 1',
  ],
  [
    'an edge that the rule cannot measure exactly',
    '/rules/0/config/bands/2/lowerLimit',
    1_000_001,
    '/rules/0/config/bands/2/lowerLimit',
    'is above 1000000',
  ],
  [
    'a case matched twice',
    '/rules/1/config/cases/expressions/1/value',
    'EUR',
    '/rules/1/config/cases/expressions/1/value',
    '"EUR" is matched twice',
  ],
  [
    'an exit condition that is missing',
    '/rules/0/config/exitConditions',
    [],
    '/rules/0/config/exitConditions',
    'must list .x00',
  ],
  [
    'an exit condition that the rule cannot give',
    '/rules/0/config/exitConditions/-',
    { subRuleRef: '.x01', reason: '?' },
    '/rules/0/config/exitConditions/1/subRuleRef',
    'amount@1.0.0 cannot give ".x01"',
  ],
  [
    'an exit condition given twice',
    '/rules/0/config/exitConditions/-',
    { subRuleRef: '.x00', reason: '?' },
    '/rules/0/config/exitConditions/1/subRuleRef',
    '".x00" is used twice',
  ],
  [
    'two bands of one reference',
    '/rules/0/config/bands/2/subRuleRef',
    '.02',
    '/rules/0/config/bands/2/subRuleRef',
    '".02" is used twice',
  ],
  [
    'a band named like an exit',
    '/rules/0/config/bands/2/subRuleRef',
    '.x00',
    '/rules/0/config/bands/2/subRuleRef',
    '".x00" is used twice',
  ],
  [
    'a case named like an error',
    '/rules/1/config/cases/alternative/subRuleRef',
    '.err',
    '/rules/1/config/cases/alternative/subRuleRef',
    '".err" is used twice',
  ],
  [
    'a missing weight',
    '/typologies/0/rules/1/wghts/2',
    undefined,
    '/typologies/0/rules/1/wghts',
    'must weigh ".01"',
  ],
  [
    'a missing weight for errors',
    '/typologies/0/rules/0/wghts/0',
    undefined,
    '/typologies/0/rules/0/wghts',
    'must weigh ".err"',
  ],
  [
    'a weight given twice',
    '/typologies/0/rules/0/wghts/-',
    { ref: '.01', wght: 5 },
    '/typologies/0/rules/0/wghts/5/ref',
    '".01" is weighed twice',
  ],
  [
    'a weight that spells no number',
    '/typologies/0/rules/0/wghts/3/wght',
    'many',
    '/typologies/0/rules/0/wghts/3/wght',
    '"many" is not a number',
  ],
  [
    'a weight for an outcome that the rule cannot give',
    '/typologies/0/rules/0/wghts/-',
    { ref: '.07', wght: 5 },
    '/typologies/0/rules/0/wghts/5/ref',
    'the rule cannot give ".07"',
  ],
  [
    'a block by another name where the rule cannot block',
    '/typologies/0/rules/0/wghts/-',
    { ref: 'overridable-block', wght: 0 },
    '/typologies/0/rules/0/wghts/5/ref',
    'the rule cannot give "overridable-block"',
  ],
  [
    'a block that the expression uses without its weight',
    '/typologies/0/expression',
    ['Add', 'vAmount', 'vFlow'],
    `${FLOW}/wghts`,
    'must weigh ".err"',
  ],
  [
    'two terms of one name',
    '/typologies/0/rules/2/termId',
    'vAmount',
    '/typologies/0/rules/2/termId',
    '"vAmount" is used twice',
  ],
  [
    'a term that reads as a number',
    '/typologies/0/rules/2/termId',
    '901',
    '/typologies/0/rules/2/termId',
    'must not read as a number',
  ],
  [
    'a rule listed twice in a typology',
    '/typologies/0/rules/-',
    { id: 'flow@1.0.0', cfg: 'none', termId: 'vB', wghts: [] },
    '/typologies/0/rules/3',
    'flow@1.0.0 with cfg none is listed twice',
  ],
  [
    'an expression with an unknown term',
    '/typologies/0/expression/1',
    'vOther',
    '/typologies/0/expression/1',
    '"vOther" is neither a term of this typology nor a number',
  ],
  ['an empty expression', '/typologies/0/expression', [], '/typologies/0/expression', 'fewer than 1 items'],
  [
    'an alert threshold of 0',
    '/typologies/0/workflow/alertThreshold',
    0,
    '/typologies/0/workflow/alertThreshold',
    'must be above 0',
  ],
  [
    'an interdiction before the alert',
    '/typologies/0/workflow/interdictionThreshold',
    249,
    '/typologies/0/workflow/interdictionThreshold',
    'must not be below the alert threshold 250',
  ],
  [
    'a flow processor that is no rule of the typology',
    '/typologies/0/workflow/flowProcessor',
    'flow@2.0.0',
    '/typologies/0/workflow/flowProcessor',
    'is not a rule of this typology',
  ],
  [
    'a flow processor that can neither block nor override',
    '/typologies/0/workflow/flowProcessor',
    'amount@1.0.0',
    '/typologies/0/workflow/flowProcessor',
    'can give neither block nor override',
  ],
  [
    'a flow processor that is there twice',
    '/typologies/0/rules/-',
    { id: 'flow@1.0.0', cfg: 'other', termId: 'vB', wghts: [] },
    '/typologies/0/workflow/flowProcessor',
    'is in this typology more than once',
  ],
]

describe('refused', () => {
  test.each(edits)('%s', (_name, pointer, value, path, message) => {
    expect(problemsOf(edit(exampleSet(), pointer, value))).toContainEqual({
      path,
      message: expect.stringContaining(message) as string,
    })
  })

  test('all problems at once, each with its place', () => {
    const set = exampleSet()
    edit(set, '/rules/0/config/bands/2/lowerLimit', 9_000)
    edit(set, '/rules/1/id', 'unknown@1.0.0')
    edit(set, '/typologies/0/rules/0/wghts/1', undefined)
    edit(set, '/typologies/1/expression/1', 'vGone')
    edit(set, '/typologies/1/workflow/alertThreshold', -1)
    expect(problemsOf(set).map((problem) => problem.path)).toEqual(
      expect.arrayContaining([
        '/rules/0/config/bands/2/lowerLimit',
        '/rules/1/id',
        '/networkMap/messages/0/typologies/0/rules/1',
        '/typologies/0/rules/0/wghts',
        '/typologies/1/expression/1',
        '/typologies/1/workflow/alertThreshold',
      ]),
    )
  })

  test.each([undefined, null, 5, 'text', [], {}])('%j, which is no set at all', (candidate) => {
    expect(problemsOf(candidate)).not.toEqual([])
  })
})

describe('any sound set with one thing broken is refused, at the place that broke', () => {
  const weightPaths = exampleSet().typologies.flatMap((typology, typologyIndex) =>
    typology.rules.flatMap((rule, ruleIndex) =>
      rule.id === 'flow@1.0.0'
        ? []
        : rule.wghts.map((_weight, index) => ({
            wghts: `/typologies/${typologyIndex}/rules/${ruleIndex}/wghts`,
            index,
          })),
    ),
  )

  test('a dropped weight', () => {
    fc.assert(
      fc.property(fc.constantFrom(...weightPaths), ({ wghts, index }) => {
        const problems = problemsOf(edit(exampleSet(), `${wghts}/${index}`, undefined))
        expect(problems.map((problem) => problem.path)).toEqual([wghts])
      }),
    )
  })

  test('a moved band edge', () => {
    const edges = fc.constantFrom(
      '/rules/0/config/bands/1/lowerLimit',
      '/rules/0/config/bands/2/lowerLimit',
      '/rules/0/config/bands/0/upperLimit',
      '/rules/0/config/bands/1/upperLimit',
    )
    const limits = fc
      .double({ noNaN: true, noDefaultInfinity: true, max: 1_000_000 })
      .filter((limit) => limit !== 0 && limit !== 10_000)
    fc.assert(
      fc.property(edges, limits, (pointer, limit) => {
        const paths = problemsOf(edit(exampleSet(), pointer, limit)).map((problem) => problem.path)
        expect(paths).not.toEqual([])
        expect(paths.every((path) => path.startsWith('/rules/0/config/bands/'))).toBe(true)
      }),
    )
  })

  test('a dropped band', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), (index) => {
        const paths = problemsOf(edit(exampleSet(), `/rules/0/config/bands/${index}`, undefined)).map(
          (problem) => problem.path,
        )
        expect(paths.some((path) => path.startsWith('/rules/0/config/bands/'))).toBe(true)
        // The typologies still weigh the outcome that is gone: that is a problem too, and is not hidden by the first one.
        expect(paths.some((path) => path.startsWith('/typologies/0/rules/0/wghts/'))).toBe(true)
      }),
    )
  })
})
