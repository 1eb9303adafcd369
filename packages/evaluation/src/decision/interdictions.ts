import type { Plan } from '../plan/plan.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import { BLOCK_OUTCOME } from '../typology/flow-outcome.ts'
import type { TypologyResult } from '../typology/typology-result.ts'

/**
 * A request to stop the payment: by a typology whose score reached its interdiction threshold, or by an event-flow rule that found a
 * block in force. Indexes are those of the plan.
 */
export type Interdiction =
  | { readonly kind: 'typology'; readonly typologyIndex: number }
  | { readonly kind: 'block'; readonly ruleIndex: number }

/**
 * The interdictions that leave with an evaluation. A block is asked for once by the rule that found it, however many typologies it
 * flows into, and by none of them.
 * @throws IntegrityError when the results are not as many as the plan has rules and typologies.
 */
export function interdictions(
  plan: Plan,
  ruleResults: readonly RuleResult[],
  typologyResults: readonly TypologyResult[],
): Interdiction[] {
  if (ruleResults.length !== plan.rules.length || typologyResults.length !== plan.typologies.length) {
    throw new IntegrityError(`The results are not those of the plan for ${plan.transactionType}`)
  }
  const found: Interdiction[] = []
  for (const [ruleIndex, result] of ruleResults.entries()) {
    if (result.outcome === BLOCK_OUTCOME) {
      found.push({ kind: 'block', ruleIndex })
    }
  }
  for (const [typologyIndex, result] of typologyResults.entries()) {
    if (result.interdict) {
      found.push({ kind: 'typology', typologyIndex })
    }
  }
  return found
}
