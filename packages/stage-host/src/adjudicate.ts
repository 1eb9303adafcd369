import { outboxPayloadText } from '@pantau/contracts'
import type { TypologyOutcomes } from '@pantau/contracts'
import { decide, interdictions, isFinding } from '@pantau/evaluation'
import type { Plan } from '@pantau/evaluation'
import { evaluationIdFor } from '@pantau/store'
import type { EvaluationItem } from '@pantau/store'

/** When a payment was decided, and how long that took. */
export interface DecisionTime {
  readonly evaluatedAtMs: number
  readonly adjudicationNs: number
}

/** Which reports leave. */
export interface AlertPolicy {
  /** Only those of reviews; otherwise that of every decision. */
  readonly alertsOnly: boolean
}

/**
 * The decision on one payment, as it is stored, with what leaves because of it: its report, and every interdiction.
 *
 * @throws IntegrityError when the results are not those of the plan
 */
export function adjudicate(
  outcomes: TypologyOutcomes,
  plan: Plan,
  time: DecisionTime,
  { alertsOnly }: AlertPolicy,
): EvaluationItem {
  const { header, ruleResults, typologyResults } = outcomes
  const status = decide(typologyResults)
  const evaluationId = evaluationIdFor(header)
  const alert = { kind: 'alert', payload: outboxPayloadText({ v: 1, kind: 'alert', evaluationId }) } as const
  const stops = interdictions(plan, ruleResults, typologyResults).map((interdiction) => ({
    kind: 'interdiction' as const,
    payload: outboxPayloadText({ v: 1, kind: 'interdiction', evaluationId, interdiction }),
  }))
  return {
    record: { header, evaluationId, status, ruleResults, typologyResults, ...time },
    isFinding: isFinding(plan, typologyResults),
    outbox: status === 'ALRT' || !alertsOnly ? [alert, ...stops] : stops,
  }
}
