import { traceParentOf } from '@pantau/contracts'
import type { EvaluationHeader } from '@pantau/contracts'
import type { Stage } from './stage.ts'
import type { StageTracing } from './stage-tracing.ts'

/** A stage of a chain that shows as a part of the span of each traced message. What it throws shows at the chain's end. */
export function traceStage<In extends { readonly header: EvaluationHeader }, Out>(
  stage: Stage<In, Out>,
  { tracer, spans }: StageTracing,
): Stage<In, Out> {
  return {
    name: stage.name,
    input: stage.input,
    async handle(batch) {
      if (spans.isEmpty) {
        return stage.handle(batch)
      }
      const startedAtMs = tracer.nowMs()
      const verdicts = await stage.handle(batch)
      for (const message of batch) {
        spans.of(traceParentOf(message))?.child(stage.name, { startedAtMs }).end()
      }
      return verdicts
    },
  }
}
