import { channels, resolvePlans } from '@pantau/contracts'
import type { ConfigurationSource, SpansInProgress, TypologyOutcomes } from '@pantau/contracts'
import { IntegrityError } from '@pantau/evaluation'
import { adjudicate } from '@pantau/stage-host'
import { ack, reject } from '@pantau/stream'
import type { Stage, Verdict } from '@pantau/stream'
import type { EvaluationItem, EvaluationWriter } from './evaluation-writer.ts'

export interface TadpDeps {
  readonly configurations: ConfigurationSource
  readonly writer: EvaluationWriter
  /** Nanoseconds that never run backwards; only differences mean anything. */
  readonly clock: { nowNs(): number }
  /** Milliseconds since the epoch. */
  nowMs(): number
  /** Whether only reviews leave; otherwise every report does. */
  readonly alertsOnly: boolean
  /** Where it shows what was decided, for messages that are traced. */
  readonly spans?: SpansInProgress | undefined
}

/**
 * The last stage: decides, and commits the decision with what leaves because of it in one transaction. A message that comes again finds
 * its evaluation there, which stays, so nothing is decided or sent twice. While the store is away the error passes to the runner, which
 * waits.
 */
export function createTadpStage(deps: TadpDeps): Stage<TypologyOutcomes, never> {
  return {
    name: 'tadp',
    input: channels.tadp,
    async handle(batch) {
      const startedNs = deps.clock.nowNs()
      const resolutions = await resolvePlans(batch, deps.configurations)
      const evaluatedAtMs = deps.nowMs()
      const items: EvaluationItem[] = []
      const verdicts = resolutions.map((resolution): Verdict<never> => {
        if (resolution.kind === 'refused') {
          return reject(resolution.reason)
        }
        const time = { evaluatedAtMs, adjudicationNs: Math.round(deps.clock.nowNs() - startedNs) }
        try {
          items.push(adjudicate(resolution.message, resolution.plan, time, deps))
          return ack()
        } catch (error) {
          if (error instanceof IntegrityError) {
            return reject(error.message)
          }
          throw error
        }
      })
      if (items.length > 0) {
        const results = await deps.writer.write(items)
        if (deps.spans?.isEmpty === false) {
          showDecisions(items, results, deps.spans)
        }
      }
      return verdicts
    },
  }
}

function showDecisions(
  items: readonly EvaluationItem[],
  results: Awaited<ReturnType<EvaluationWriter['write']>>,
  spans: SpansInProgress,
): void {
  for (const [index, { record }] of items.entries()) {
    spans.of(record.header.traceParent)?.set({
      'pantau.evaluation.id': record.evaluationId,
      'pantau.evaluation.status': record.status,
      'pantau.evaluation.outcome': results[index] ?? 'unknown',
    })
  }
}
