import type { DecisionStatus } from '../decision/decision.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import type { Plan } from '../plan/plan.ts'
import { BLOCK_OUTCOME } from '../typology/flow-outcome.ts'
import type { TypologyResult } from '../typology/typology-result.ts'
import type { EvaluatedPayment } from './evaluated-payment.ts'
import type { TypologyResultDocument } from './report-document.ts'
import { workflowDocument } from './workflow-document.ts'

/** What a payment's sender is to do: stop it, let it go and have somebody look at it, or let it go. */
export const PAYMENT_ACTIONS = ['stop', 'review', 'proceed'] as const
export type PaymentAction = (typeof PAYMENT_ACTIONS)[number]

/** The decision on a payment in short: the names of the report where it has them, and only what led to the decision. */
export interface DecisionDocument {
  readonly state: 'decided'
  readonly action: PaymentAction
  readonly evaluationID: string
  readonly status: DecisionStatus
  /** ISO 8601, UTC, in milliseconds. */
  readonly timestamp: string
  /** Somebody should look. */
  readonly review: boolean
  /** The payment should be stopped. */
  readonly interdiction: boolean
  /** The typologies that ask for either. */
  readonly typologyResult: readonly DecidingTypologyDocument[]
  /** The event-flow rules that found a block in force; absent where there are none. */
  readonly ruleResult?: readonly BlockDocument[]
}

export interface DecidingTypologyDocument extends Pick<
  TypologyResultDocument,
  'id' | 'cfg' | 'result' | 'review'
> {
  readonly interdiction: boolean
  /** Where the typology could not tell: why not. */
  readonly reason?: string
  /** Absent where the configuration that was evaluated under cannot be used here. */
  readonly workflow?: TypologyResultDocument['workflow']
}

export interface BlockDocument {
  readonly id: string
  readonly cfg: string
  readonly subRuleRef: string
}

/**
 * Says in short what was decided on a payment.
 * @param plan that it was evaluated by; undefined where that cannot be used here: then thresholds are missing, and nothing else
 */
export function assembleDecision(evaluation: EvaluatedPayment, plan: Plan | undefined): DecisionDocument {
  const { ruleResults, typologyResults, evaluationId, status, evaluatedAtMs } = evaluation
  const blocks = ruleResults.filter(({ outcome }) => outcome === BLOCK_OUTCOME)
  const interdiction = blocks.length > 0 || typologyResults.some(({ interdict }) => interdict)
  const review = status === 'ALRT'
  return {
    state: 'decided',
    action: actionOf(interdiction, review),
    evaluationID: evaluationId,
    status,
    timestamp: new Date(evaluatedAtMs).toISOString(),
    review,
    interdiction,
    typologyResult: typologyResults.flatMap((result, index) =>
      result.review || result.interdict ? [typologyDocument(result, plan, index)] : [],
    ),
    ...(blocks.length === 0 ? {} : { ruleResult: blocks.map(blockDocument) }),
  }
}

function actionOf(interdiction: boolean, review: boolean): PaymentAction {
  if (interdiction) {
    return 'stop'
  }
  return review ? 'review' : 'proceed'
}

function typologyDocument(
  result: TypologyResult,
  plan: Plan | undefined,
  index: number,
): DecidingTypologyDocument {
  const { typologyId, cfg, score, review, interdict, reason } = result
  const planned = plan?.typologies[index]
  const isThis = planned?.typologyId === typologyId && planned.cfg === cfg
  return {
    id: typologyId,
    cfg,
    result: score,
    review,
    interdiction: interdict,
    ...(reason === undefined ? {} : { reason }),
    ...(isThis
      ? { workflow: workflowDocument({ ...planned, flowProcessor: planned.flowProcessor?.ruleId }) }
      : {}),
  }
}

function blockDocument({ ruleId, cfg, outcome }: RuleResult): BlockDocument {
  return { id: ruleId, cfg, subRuleRef: outcome }
}
