import type { CapturedFacts, Payment } from '@pantau/rule-kit'
import type { RuleResult, TypologyResult } from '@pantau/evaluation'
import type { EvaluationHeader } from './evaluation-header.ts'
import type { EventFacts } from './event-facts.ts'

/** tms → event director: a committed message with the facts captured in the same transaction. */
export interface AcceptedEvent {
  readonly header: EvaluationHeader
  readonly payment: Payment
  readonly facts: EventFacts
}

/** An accepted event with its facts by key, as rules read them. */
export interface CapturedEvent extends AcceptedEvent {
  readonly facts: CapturedFacts
}

/**
 * Which part of the plan's rules a message is about. A plan runs in one rule group (`count` 1) unless a bank spreads its rules over
 * several pods.
 */
export interface RuleGroupPart {
  readonly group: string
  readonly index: number
  readonly count: number
}

/** event director → rule processor. */
export interface PlannedEvent extends AcceptedEvent {
  readonly part: RuleGroupPart
}

/** rule processor → typology processor: the results of one part, in the plan's order of rules. */
export interface RuleOutcomes {
  readonly header: EvaluationHeader
  readonly part: RuleGroupPart
  readonly ruleResults: readonly RuleResult[]
}

/** typology processor → tadp: complete, one rule result per planned rule and one typology result per planned typology. */
export interface TypologyOutcomes {
  readonly header: EvaluationHeader
  readonly ruleResults: readonly RuleResult[]
  readonly typologyResults: readonly TypologyResult[]
}
