import { ERROR_OUTCOME } from '@pantau/evaluation'
import type { PlannedRule, RuleResult } from '@pantau/evaluation'

/** The result of a rule that was not run to its end. It leads to a review. */
export function errorResult(
  rule: Pick<PlannedRule, 'ruleId' | 'cfg'>,
  reason: string,
  durationNs: number,
): RuleResult {
  return { ruleId: rule.ruleId, cfg: rule.cfg, outcome: ERROR_OUTCOME, value: 0, reason, durationNs }
}
