import type { TypologyResult } from '../typology/typology-result.ts'
import type { DecisionStatus } from './decision.ts'

/** The decision on one payment: a review by any typology is an alert. */
export function decide(typologyResults: readonly TypologyResult[]): DecisionStatus {
  return typologyResults.some((result) => result.review) ? 'ALRT' : 'NALT'
}
