import type { Plan } from '@pantau/evaluation'
import type { RuleGroupPart } from './stage-messages.ts'

/** The group of every rule that no other group names. */
export const DEFAULT_RULE_GROUP = 'default'

/** A group's name is one token of a subject and part of a consumer's name. */
export const RULE_GROUP_PATTERN = '^[a-z0-9]+(-[a-z0-9]+)*$'

/** Rule ids (`<name>@<version>`) by the group that runs them; a rule that is in none belongs to `default`. */
export type RuleGroups = Readonly<Record<string, readonly string[]>>

/** The rules of a plan that one group runs. */
export interface RuleShare {
  readonly part: RuleGroupPart
  /** Ascending indexes into the plan's `rules`. */
  readonly ruleIndexes: readonly number[]
}

/** One reason why rule groups are refused. */
export interface RuleGroupProblem {
  readonly group: string
  readonly message: string
}

/**
 * Divides a plan's rules among the groups: each rule is in exactly one share, and groups without a rule of this plan have none. The
 * shares are sorted by group, so event director and rule processors, which each compute them, agree on index and count.
 */
export function partitionRules(plan: Plan, groups: RuleGroups): readonly RuleShare[] {
  const groupOfRule = new Map<string, string>()
  for (const [group, ruleIds] of Object.entries(groups)) {
    for (const ruleId of ruleIds) {
      groupOfRule.set(ruleId, group)
    }
  }
  const indexesOfGroup = new Map<string, number[]>()
  for (const [index, rule] of plan.rules.entries()) {
    const group = groupOfRule.get(rule.ruleId) ?? DEFAULT_RULE_GROUP
    const indexes = indexesOfGroup.get(group)
    if (indexes === undefined) {
      indexesOfGroup.set(group, [index])
    } else {
      indexes.push(index)
    }
  }
  const names = [...indexesOfGroup.keys()].sort()
  return names.map((group, index) => ({
    part: { group, index, count: names.length },
    ruleIndexes: indexesOfGroup.get(group) ?? [],
  }))
}

/** `partitionRules`, once for every plan. */
export function createPlanDivider(groups: RuleGroups): (plan: Plan) => readonly RuleShare[] {
  const sharesOfPlan = new WeakMap<Plan, readonly RuleShare[]>()
  return (plan) => {
    let shares = sharesOfPlan.get(plan)
    if (shares === undefined) {
      shares = partitionRules(plan, groups)
      sharesOfPlan.set(plan, shares)
    }
    return shares
  }
}

/** What is wrong with configured groups: a name that is no subject token, or a rule that two groups claim. */
export function findRuleGroupProblems(groups: RuleGroups): readonly RuleGroupProblem[] {
  const problems: RuleGroupProblem[] = []
  const owner = new Map<string, string>()
  const pattern = new RegExp(RULE_GROUP_PATTERN)
  for (const [group, ruleIds] of Object.entries(groups)) {
    if (!pattern.test(group)) {
      problems.push({ group, message: `a group name matches ${RULE_GROUP_PATTERN}` })
    }
    for (const ruleId of ruleIds) {
      const other = owner.get(ruleId)
      if (other !== undefined) {
        problems.push({ group, message: `rule ${ruleId} is in the group ${other} already` })
      }
      owner.set(ruleId, group)
    }
  }
  return problems
}
