import { describe, expect, test } from 'vitest'
import { findingsOf, lintSet } from '../../test/lint-set.ts'
import type { Weights } from '../../test/lint-set.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'

const RISING: Weights = { '.02': 40, '.03': 80 }
const FALLING: Weights = { '.01': 80, '.02': 40 }
const WORKFLOW = '/typologies/0/workflow'

type Case = readonly [name: string, set: ConfigurationSet, findings: readonly (readonly [string, string])[]]

/** 30, where `a` and `b` weigh at least so much. */
function pairOf(cutOfA: number, cutOfB: number): readonly unknown[] {
  return ['Multiply', 30, atLeast('a', cutOfA), atLeast('b', cutOfB)]
}

function atLeast(term: string, cut: number): readonly unknown[] {
  return ['Min', 1, ['Max', 0, ['Subtract', term, cut - 1]]]
}

describe('outcomes that count together', () => {
  test.each<Case>([
    [
      'from weights that both rules have',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b', pairOf(40, 80)]),
      [],
    ],
    [
      'from a weight that one of them has not',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b', pairOf(40, 81)]),
      [['pair-without-effect', '/typologies/0/expression/3']],
    ],
    [
      'from a weight that every outcome of one of them has',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', ['Add', 'b', pairOf(0, 80)]]),
      [
        ['single-outcome-alert', '/typologies/0/rules/1/wghts'],
        ['pair-without-effect', '/typologies/0/expression/2/2'],
      ],
    ],
    [
      'are no single outcome that is enough',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b', ['Multiply', 3, pairOf(40, 40)]]),
      [],
    ],
    [
      'an alert that is reached with what two outcomes add together',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b', pairOf(80, 80)], { alertThreshold: 190 }),
      [],
    ],
    [
      'an alert that is not reached with it either',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b', pairOf(80, 80)], { alertThreshold: 191 }),
      [['unreachable-alert', `${WORKFLOW}/alertThreshold`]],
    ],
  ])('%s', (_name, set, findings) => {
    expect(findingsOf(set)).toEqual(findings)
  })
})
