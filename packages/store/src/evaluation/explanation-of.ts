import { explainEvaluation } from '@pantau/evaluation'
import type { EvaluationExplanation, Plan, RuleRegistry } from '@pantau/evaluation'
import { evaluatedEventOf } from './evaluated-event-of.ts'
import type { StoredEvaluation } from './load-evaluation.ts'
import { planOf } from './plan-of.ts'

/**
 * Explains a stored evaluation, facts included, from what is on record.
 * @param plan when it is at hand compiled; otherwise the stored configuration is compiled, which costs milliseconds
 */
export function explanationOf(
  stored: StoredEvaluation,
  registry: RuleRegistry,
  plan: Plan | undefined = planOf(stored, registry),
): EvaluationExplanation {
  return explainEvaluation({
    evaluation: stored.record,
    configuration: stored.configuration,
    plan,
    event: evaluatedEventOf(stored),
    registry,
  })
}
