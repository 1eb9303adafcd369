import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, PlannedRule } from '@pantau/evaluation'
import { findRuleGroupProblems, partitionRules } from './rule-groups.ts'

function planOf(ruleIds: readonly string[]): Plan {
  const rules = ruleIds.map((ruleId): PlannedRule => ({
    ruleId,
    cfg: '1.0.0',
    transactionTypes: ['pacs.002.001.12'],
    bound: { facts: [], evaluate: () => ({ kind: 'value', value: 0 }) },
    outcomes: { references: [], referenceIndexes: new Map(), place: () => ({ outcome: '.01', value: 0 }) },
  }))
  return {
    transactionType: 'pacs.002.001.12',
    messageId: '004@1.0.0',
    messageCfg: '1.0.0',
    rules,
    typologies: [],
    facts: [],
  }
}

describe('partitionRules', () => {
  it('is one share of everything when nothing is grouped', () => {
    expect(partitionRules(planOf(['a', 'b']), {})).toEqual([
      { part: { group: 'default', index: 0, count: 1 }, ruleIndexes: [0, 1] },
    ])
  })

  it('gives named rules to their group and the rest to the default one', () => {
    expect(partitionRules(planOf(['a', 'b', 'c', 'b']), { network: ['b'], unused: ['z'] })).toEqual([
      { part: { group: 'default', index: 0, count: 2 }, ruleIndexes: [0, 2] },
      { part: { group: 'network', index: 1, count: 2 }, ruleIndexes: [1, 3] },
    ])
  })

  it('has every rule in exactly one share, and numbers the shares without a gap', () => {
    const ruleIds = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    const groups = fc
      .dictionary(fc.constantFrom('x', 'y', 'z'), ruleIds)
      .filter((candidate) => findRuleGroupProblems(candidate).length === 0)
    fc.assert(
      fc.property(ruleIds, groups, (ids, configured) => {
        const shares = partitionRules(planOf(ids), configured)
        const indexes = shares.flatMap((share) => share.ruleIndexes)
        expect(indexes.toSorted((one, other) => one - other)).toEqual(ids.map((_, index) => index))
        expect(shares.map((share) => share.part.index)).toEqual(shares.map((_, index) => index))
        expect(shares.every((share) => share.part.count === shares.length)).toBe(true)
        expect(shares.every((share) => share.ruleIndexes.length > 0)).toBe(true)
      }),
    )
  })
})

describe('findRuleGroupProblems', () => {
  it('accepts disjoint groups with plain names', () => {
    expect(findRuleGroupProblems({ 'heavy-2': ['a'], network: ['b', 'c'] })).toEqual([])
  })

  it('names a rule that two groups claim, and a rule that one group claims twice', () => {
    const problems = findRuleGroupProblems({ one: ['a'], two: ['a', 'b', 'b'] })
    expect(problems.map((problem) => problem.message)).toEqual([
      'rule a is in the group one already',
      'rule b is in the group two already',
    ])
  })

  it.each(['', 'Heavy', 'a.b', 'a b', '*', '-a', 'a-'])('refuses the group name %j', (group) => {
    expect(findRuleGroupProblems({ [group]: [] })).toHaveLength(1)
  })
})
