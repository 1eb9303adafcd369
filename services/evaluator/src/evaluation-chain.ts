import { createMemoryPartStore } from '@pantau/cache'
import type { AcceptedEvent, ConfigurationSource, EvaluationHeader } from '@pantau/contracts'
import { createEventDirectorStage } from '@pantau/service-event-director'
import { createRuleProcessorStage } from '@pantau/service-rule-processor'
import type { RuleExecutor } from '@pantau/service-rule-processor'
import { createTadpStage } from '@pantau/service-tadp'
import { createTypologyProcessorStage } from '@pantau/service-typology-processor'
import { monotonicClock } from '@pantau/stage-host'
import { createEvaluationWriter } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { chainStages, traceStage } from '@pantau/stream'
import type { Stage, StageTracing } from '@pantau/stream'

/** One rule group: no payment comes in parts, so nothing is ever kept of one. */
export const ONE_GROUP = {}
const PARTS_DEADLINE_MS = 60_000

export interface EvaluationChainDeps {
  readonly pool: StorePool
  readonly configurations: ConfigurationSource
  readonly executor: Pick<RuleExecutor, 'run'>
  /** Whether reports leave only for reviews. */
  readonly alertsOnly: boolean
  readonly tracing?: StageTracing | undefined
}

/** The four evaluation stages as one: neighbours hand over in memory, and an event is done when its evaluation is committed. */
export function evaluationChain(deps: EvaluationChainDeps): Stage<AcceptedEvent, unknown> {
  const { pool, configurations, executor, alertsOnly, tracing } = deps
  const spans = tracing?.spans

  function shown<In extends { readonly header: EvaluationHeader }, Out>(
    stage: Stage<In, Out>,
  ): Stage<In, Out> {
    return tracing === undefined ? stage : traceStage(stage, tracing)
  }

  return chainStages(
    shown(createEventDirectorStage({ configurations, ruleGroups: ONE_GROUP, clock: monotonicClock })),
    shown(createRuleProcessorStage({ ruleGroup: 'default', executor, spans })),
    shown(
      createTypologyProcessorStage({
        configurations,
        parts: createMemoryPartStore(),
        partsDeadlineMs: PARTS_DEADLINE_MS,
        clock: monotonicClock,
      }),
    ),
    shown(
      createTadpStage({
        configurations,
        writer: createEvaluationWriter({ pool }),
        clock: monotonicClock,
        nowMs: Date.now,
        alertsOnly,
        spans,
      }),
    ),
  )
}
