import type { PlannedRule } from './plan.ts'

/** Whether a rule looks at earlier findings of the accounts. A typology with such a rule is a follow-up, and no finding itself. */
export function readsFindings({ bound }: Pick<PlannedRule, 'bound'>): boolean {
  return bound.facts.some(({ kind }) => kind === 'account-findings')
}
