import type { DecisionStatus, RuleResult, TypologyResult } from '@pantau/evaluation'
import type { EvaluationHeader } from './evaluation-header.ts'

/**
 * One stored evaluation. With the accepted event, which carries the facts, and the configuration set it can be recomputed, all but the
 * times. It does not repeat the facts: the event stays on record.
 */
export interface EvaluationRecord {
  readonly header: EvaluationHeader
  /** UUID version 7 derived from the natural key and the configuration digest: the same on every redelivery. */
  readonly evaluationId: string
  readonly status: DecisionStatus
  readonly ruleResults: readonly RuleResult[]
  readonly typologyResults: readonly TypologyResult[]
  readonly evaluatedAtMs: number
  readonly adjudicationNs: number
}

/** What leaves with an evaluation, in the same transaction; the relay delivers it. */
export type OutboxKind = 'alert' | 'interdiction'
