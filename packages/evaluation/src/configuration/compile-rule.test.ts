import { describe, expect, test } from 'vitest'
import { editSet, problemsOf } from '../../test/edit-set.ts'
import type { Refusal } from '../../test/edit-set.ts'
import { exampleSet } from '../../test/example-configuration.ts'

describe('a rule configuration is refused for', () => {
  test.each<Refusal>([
    ['an unknown rule', '/rules/0/id', 'amount@9.9.9', '/rules/0/id', 'is no rule of this deployment'],
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
    [
      'no bands',
      '/rules/0/config/bands',
      [],
      '/rules/0/config/bands',
      'is required: amount@1.0.0 measures a',
    ],
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
  ])('%s', (_name, pointer, value, path, message) => {
    expect(problemsOf(editSet(exampleSet(), pointer, value))).toContainEqual({
      path,
      message: expect.stringContaining(message) as string,
    })
  })
})
