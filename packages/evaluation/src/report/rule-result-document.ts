import type { RuleResult } from '../outcome/rule-result.ts'
import type { RuleResultDocument } from './report-document.ts'

/** A rule result as reports and interdictions carry it; with its weight where it stands inside a typology. */
export function ruleResultDocument(
  result: RuleResult,
  tenantId: string,
  weight?: number,
): RuleResultDocument {
  return {
    id: result.ruleId,
    tenantId,
    cfg: result.cfg,
    subRuleRef: result.outcome,
    indpdntVarbl: result.value,
    ...(result.reason === undefined ? {} : { reason: result.reason }),
    prcgTm: result.durationNs,
    ...(weight === undefined ? {} : { wght: weight }),
  }
}
