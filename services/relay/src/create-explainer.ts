import type { EvaluationExplanation, Plan, RuleRegistry } from '@pantau/evaluation'
import { explanationOf, planOf } from '@pantau/store'
import type { StoredEvaluation } from '@pantau/store'

/** Plans that are kept compiled: compiling costs milliseconds, and the alerts of a time are nearly all of one configuration. */
export const PLANS_MAX = 16

/** Says why a stored evaluation is as it is. */
export type Explainer = (stored: StoredEvaluation) => EvaluationExplanation

/** Explains with the rules of this build. Of more configurations than it keeps compiled, the oldest is compiled again. */
export function createExplainer(registry: RuleRegistry): Explainer {
  const plans = new Map<string, Plan | undefined>()
  return (stored) => {
    const { configDigest, transactionType } = stored.record.header
    const key = `${configDigest} ${transactionType}`
    if (!plans.has(key)) {
      const [oldest] = plans.keys()
      if (plans.size >= PLANS_MAX && oldest !== undefined) {
        plans.delete(oldest)
      }
      plans.set(key, planOf(stored, registry))
    }
    return explanationOf(stored, registry, plans.get(key))
  }
}
