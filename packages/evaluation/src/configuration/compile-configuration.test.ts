import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editSet, problemsOf } from '../../test/edit-set.ts'
import type { Refusal } from '../../test/edit-set.ts'
import { exampleRegistry, exampleSet } from '../../test/example-configuration.ts'
import { compileConfiguration } from './compile-configuration.ts'

function compiledOf(set: unknown) {
  const compilation = compileConfiguration(set, exampleRegistry)
  if ('problems' in compilation) {
    throw new Error(JSON.stringify(compilation.problems))
  }
  return compilation.compiled
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
    editSet(set, '/rules/-', { ...configuration, cfg: '2.0.0' })
    editSet(set, '/typologies/1/rules/-', { ...typology?.rules[0], cfg: '2.0.0', termId: 'v3' })
    for (const path of ['/networkMap/messages/0/typologies/1', '/networkMap/messages/1/typologies/0']) {
      editSet(set, `${path}/rules/-`, { id: 'amount@1.0.0', cfg: '2.0.0' })
    }
    expect(
      compiledOf(set)
        .planFor('pacs.008.001.10')
        ?.rules.map((rule) => rule.cfg),
    ).toEqual(['1.0.0', 'none', '2.0.0'])
  })
})

describe('refused', () => {
  test.each<Refusal>([
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
    ['an empty expression', '/typologies/0/expression', [], '/typologies/0/expression', 'fewer than 1 items'],
  ])('%s', (_name, pointer, value, path, message) => {
    expect(problemsOf(editSet(exampleSet(), pointer, value))).toContainEqual({
      path,
      message: expect.stringContaining(message) as string,
    })
  })

  test('all problems at once, each with its place', () => {
    const set = exampleSet()
    editSet(set, '/rules/0/config/bands/2/lowerLimit', 9_000)
    editSet(set, '/rules/1/id', 'unknown@1.0.0')
    editSet(set, '/typologies/0/rules/0/wghts/1', undefined)
    editSet(set, '/typologies/1/expression/1', 'vGone')
    editSet(set, '/typologies/1/workflow/alertThreshold', -1)
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
        const problems = problemsOf(editSet(exampleSet(), `${wghts}/${index}`, undefined))
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
        const paths = problemsOf(editSet(exampleSet(), pointer, limit)).map((problem) => problem.path)
        expect(paths).not.toEqual([])
        expect(paths.every((path) => path.startsWith('/rules/0/config/bands/'))).toBe(true)
      }),
    )
  })

  test('a dropped band', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), (index) => {
        const paths = problemsOf(editSet(exampleSet(), `/rules/0/config/bands/${index}`, undefined)).map(
          (problem) => problem.path,
        )
        expect(paths.some((path) => path.startsWith('/rules/0/config/bands/'))).toBe(true)
        // The typologies still weigh the outcome that is gone: that is a problem too, and is not hidden by the first one.
        expect(paths.some((path) => path.startsWith('/typologies/0/rules/0/wghts/'))).toBe(true)
      }),
    )
  })
})
