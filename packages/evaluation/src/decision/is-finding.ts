import { IntegrityError } from '../integrity-error.ts'
import type { Plan } from '../plan/plan.ts'
import { isSuspicionTypology } from '../typology/is-suspicion-typology.ts'
import type { TypologyResult } from '../typology/typology-result.ts'

/**
 * Whether later payments of the two accounts are to know of this evaluation (fact `account-findings`): at least one typology alerts, by a review or an
 * interdiction, or reaches the score from which it is remembered, that says the payment is suspicious and does not itself look at earlier
 * alerts. So no alert ever brings about another one through more than one step, whatever is configured.
 * @throws IntegrityError when the results are not those of this plan's typologies, in their order
 */
export function isFinding(plan: Plan, typologyResults: readonly TypologyResult[]): boolean {
  if (typologyResults.length !== plan.typologies.length) {
    throw new IntegrityError(
      `${plan.typologies.length} typologies are planned for ${plan.transactionType}, but there are ${typologyResults.length} results`,
    )
  }
  return typologyResults.some(({ cfg, score, review, interdict }, index) => {
    const typology = plan.typologies[index]
    if (typology?.cfg !== cfg) {
      throw new IntegrityError(
        `Typology ${index} of the plan is ${typology?.cfg}, but the result is of ${cfg}`,
      )
    }
    const { rememberThreshold, isFollowUp } = typology
    const isFound = review || interdict || (rememberThreshold !== undefined && score >= rememberThreshold)
    return isFound && !isFollowUp && isSuspicionTypology(cfg)
  })
}
