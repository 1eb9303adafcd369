import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { findRuleGroupProblems } from './rule-groups.ts'
import type { RuleGroups } from './rule-groups.ts'

const validator = Compile(Type.Record(Type.String(), Type.Array(Type.String({ minLength: 1 }))))

/** Reads rule groups as settings spell them: a JSON object of lists, such as `{"network":["902@4.0.0"]}`; or everything wrong with it. */
export function parseRuleGroups(
  text: string,
): { readonly groups: RuleGroups } | { readonly problems: readonly string[] } {
  let candidate: unknown
  try {
    candidate = JSON.parse(text)
  } catch {
    return { problems: ['rule groups are a JSON object'] }
  }
  if (!validator.Check(candidate)) {
    return { problems: ['rule groups are a JSON object of lists of rule ids, by group name'] }
  }
  const problems = findRuleGroupProblems(candidate)
  return problems.length === 0
    ? { groups: candidate }
    : { problems: problems.map(({ group, message }) => `rule group ${JSON.stringify(group)}: ${message}`) }
}
