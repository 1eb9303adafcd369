import type { FactValue, TransactionType, ValueUnit } from '@pantau/rule-kit'
import type { DecisionStatus } from '../decision/decision.ts'

/** Why one message was decided as it was. Plain JSON; texts are for people, everything else is for programs. */
export interface EvaluationExplanation {
  readonly evaluationId: string
  readonly tenantId: string
  readonly transactionType: TransactionType
  readonly messageId: string
  readonly status: DecisionStatus
  readonly typologies: readonly TypologyExplanation[]
  /** Every rule that contributed to a typology, alone or with others, or closed it, once, in the order of first mention. */
  readonly rules: readonly RuleExplanation[]
  /** Only where the facts behind the rules are not told: why not. */
  readonly factsMissing?: string
}

export interface TypologyExplanation {
  readonly typologyId: string
  readonly cfg: string
  readonly name: string
  readonly score: number
  readonly review: boolean
  readonly interdict: boolean
  readonly alert: ThresholdExplanation
  readonly interdiction?: ThresholdExplanation
  /** What event-flow control did. */
  readonly flow?: 'block' | 'override'
  /** Only where the typology could not tell. */
  readonly reason?: string
  /** Of the rules that contributed, those that moved the score most first. */
  readonly contributions: readonly ContributionExplanation[]
  /** What outcomes of several rules add only because they are all there, the most first; empty where nothing is counted so. */
  readonly jointContributions: readonly JointContributionExplanation[]
  /** The part of the score that is due to no rule; only where the score is this plus all contributions, joint ones included. */
  readonly constant?: number
  /** Rules whose outcome set the score, or a product in it, to 0. */
  readonly closedGates: readonly GateExplanation[]
  /** The score if those gates had been open; only where there are any. */
  readonly scoreWithoutGates?: number
}

export interface ThresholdExplanation {
  readonly threshold: number
  readonly reached: boolean
  /** How far the score is from the threshold; never negative. */
  readonly distance: number
}

export interface ContributionExplanation {
  readonly ruleId: string
  readonly cfg: string
  readonly outcome: string
  readonly weight: number
  /** What the rule adds to the score by itself; absent where the score is no sum, and weights multiply each other. */
  readonly contribution?: number
}

export interface JointContributionExplanation {
  readonly rules: readonly { readonly ruleId: string; readonly cfg: string; readonly outcome: string }[]
  readonly contribution: number
}

export interface GateExplanation {
  readonly ruleId: string
  readonly cfg: string
  readonly outcome: string
}

export interface RuleExplanation {
  readonly ruleId: string
  readonly cfg: string
  readonly title: string
  readonly outcome: string
  /** How the outcome came about; `error`: the rule could not tell. */
  readonly basis: 'band' | 'case' | 'exit' | 'fixed' | 'error'
  /** What the configuration says of the outcome, or why the rule could not tell. */
  readonly reason?: string
  /** What was measured; absent where nothing was. */
  readonly measured?: { readonly value: number; readonly unit?: ValueUnit; readonly inWords: string }
  /** Only with bands. */
  readonly band?: BandExplanation
  /** The bands below and above, the nearer one first; only with bands. */
  readonly otherBands?: readonly NearBand[]
  /** The facts that the rule measured; absent where they are not known. */
  readonly facts?: readonly FactExplanation[]
}

/** The band `[lowerLimit, upperLimit)` that a value fell into. */
export interface BandExplanation {
  readonly lowerLimit?: number
  readonly upperLimit?: number
  readonly inWords: string
}

/** What the outcome would be for another value. */
export interface NearBand {
  readonly outcome: string
  readonly reason: string
  /** The band begins at `limit`, or ends just below it. */
  readonly side: 'at-or-above' | 'below'
  readonly limit: number
  /** How far the measured value is from `limit`; 0 where any smaller value would do. */
  readonly distance: number
  readonly inWords: string
}

export interface FactExplanation {
  readonly key: string
  readonly fact: string
  readonly inWords: string
  /** As it was captured; absent where it was not. */
  readonly captured?: FactValue
}
