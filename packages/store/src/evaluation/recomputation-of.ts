import { evaluationRecordCodec } from '@pantau/contracts'
import { recomputeEvaluation } from '@pantau/evaluation'
import type { Difference, RuleRegistry } from '@pantau/evaluation'
import { evaluatedEventOf } from './evaluated-event-of.ts'
import { evaluationIdFor } from './evaluation-id-for.ts'
import type { StoredEvaluation } from './load-evaluation.ts'
import { planOf } from './plan-of.ts'

/** Whether a stored evaluation could be computed once more, and with the same result. */
export type RecomputationOutcome =
  | { readonly kind: 'identical' }
  | { readonly kind: 'different'; readonly differences: readonly Difference[] }
  | { readonly kind: 'not-possible'; readonly reason: string }

/**
 * Evaluates again what was evaluated, from the stored event and configuration, and compares the two records byte by byte. Times and
 * durations are the stored ones; everything else is computed.
 */
export function recomputationOf(stored: StoredEvaluation, registry: RuleRegistry): RecomputationOutcome {
  const event = evaluatedEventOf(stored)
  const plan = planOf(stored, registry)
  if (event === undefined) {
    return {
      kind: 'not-possible',
      reason:
        stored.eventBytes === undefined
          ? 'its credit transfer did not come, so nothing was evaluated'
          : 'the accepted event cannot be read by this build',
    }
  }
  if (plan === undefined) {
    return { kind: 'not-possible', reason: 'this build does not have all rules of the configuration' }
  }
  const { evaluation, differences } = recomputeEvaluation(stored.record, plan, event)
  const recomputed = evaluationRecordCodec.encode({
    ...evaluation,
    evaluationId: evaluationIdFor(stored.record.header),
  })
  if (Buffer.compare(recomputed, stored.recordBytes) === 0) {
    return { kind: 'identical' }
  }
  return {
    kind: 'different',
    differences:
      differences.length > 0
        ? differences
        : [
            {
              what: 'record',
              stored: Buffer.from(stored.recordBytes).toString('utf8'),
              recomputed: Buffer.from(recomputed).toString('utf8'),
            },
          ],
  }
}
