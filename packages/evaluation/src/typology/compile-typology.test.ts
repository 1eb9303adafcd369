import { describe, expect, test } from 'vitest'
import { editSet, problemsOf } from '../../test/edit-set.ts'
import type { Refusal } from '../../test/edit-set.ts'
import { exampleSet } from '../../test/example-configuration.ts'

describe('a typology is refused for', () => {
  test.each<Refusal>([
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
      '/typologies/0/rules/2/wghts',
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
      'remembering from a score that alerts',
      '/typologies/0/workflow/rememberThreshold',
      251,
      '/typologies/0/workflow/rememberThreshold',
      'must be above 0 and not above the alert threshold 250',
    ],
    [
      'remembering every payment',
      '/typologies/0/workflow/rememberThreshold',
      0,
      '/typologies/0/workflow/rememberThreshold',
      'must be above 0 and not above the alert threshold 250',
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
  ])('%s', (_name, pointer, value, path, message) => {
    expect(problemsOf(editSet(exampleSet(), pointer, value))).toContainEqual({
      path,
      message: expect.stringContaining(message) as string,
    })
  })
})
