import type { TransactionType } from '@pantau/rule-kit'
import type { DecisionStatus } from '../decision/decision.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import type { TypologyResult } from '../typology/typology-result.ts'

/** What a report needs of a stored evaluation. */
export interface EvaluatedPayment {
  readonly header: {
    readonly tenantId: string
    readonly transactionType: TransactionType
    readonly messageId: string
    readonly dataPreparationNs: number
    readonly eventDirectorNs: number
    readonly traceParent?: string
  }
  readonly evaluationId: string
  readonly status: DecisionStatus
  readonly ruleResults: readonly RuleResult[]
  readonly typologyResults: readonly TypologyResult[]
  readonly evaluatedAtMs: number
  readonly adjudicationNs: number
}
