import { createMemoryPartStore } from '@pantau/cache'
import type {
  AcceptedEvent,
  ConfigurationSource,
  EvaluationHeader,
  PlannedEvent,
  RuleOutcomes,
  TypologyOutcomes,
} from '@pantau/contracts'
import { createEventDirectorStage } from '@pantau/service-event-director'
import { createRuleProcessorStage } from '@pantau/service-rule-processor'
import type { RuleExecutor } from '@pantau/service-rule-processor'
import { createTadpStage } from '@pantau/service-tadp'
import { createTypologyProcessorStage } from '@pantau/service-typology-processor'
import { monotonicClock } from '@pantau/stage-host'
import type { EvaluationWriter } from '@pantau/store'
import { chainStages, traceStage } from '@pantau/stream'
import type { Stage, StageTracing } from '@pantau/stream'

/** One rule group: no payment comes in parts, so nothing is ever kept of one. */
export const ONE_GROUP = {}
const PARTS_DEADLINE_MS = 60_000

export interface ScoringChainDeps {
  readonly configurations: ConfigurationSource
  readonly executor: Pick<RuleExecutor, 'run'>
  readonly tracing?: StageTracing | undefined
}

export interface DecisionDeps {
  readonly configurations: ConfigurationSource
  readonly writer: EvaluationWriter
  /** Whether reports leave only for reviews. */
  readonly alertsOnly: boolean
  readonly tracing?: StageTracing | undefined
}

export type EvaluationChainDeps = ScoringChainDeps & DecisionDeps

/** The four evaluation stages as one: neighbours hand over in memory, and an event is done when its evaluation is committed. */
export function evaluationChain(deps: EvaluationChainDeps): Stage<AcceptedEvent, unknown> {
  return chainStages(scoringChain(deps), decisionStage(deps))
}

/** The three stages before the decision: from what was accepted to the scores of its typologies. */
export function scoringChain(
  deps: ScoringChainDeps,
): Stage<AcceptedEvent, PlannedEvent | RuleOutcomes | TypologyOutcomes> {
  const { configurations, executor, tracing } = deps
  return chainStages(
    shown(
      createEventDirectorStage({ configurations, ruleGroups: ONE_GROUP, clock: monotonicClock }),
      tracing,
    ),
    shown(createRuleProcessorStage({ ruleGroup: 'default', executor, spans: tracing?.spans }), tracing),
    shown(
      createTypologyProcessorStage({
        configurations,
        parts: createMemoryPartStore(),
        partsDeadlineMs: PARTS_DEADLINE_MS,
        clock: monotonicClock,
      }),
      tracing,
    ),
  )
}

/** The last stage: decides, and hands the decision to the writer. */
export function decisionStage(deps: DecisionDeps): Stage<TypologyOutcomes, never> {
  const { configurations, writer, alertsOnly, tracing } = deps
  const stage = createTadpStage({
    configurations,
    writer,
    clock: monotonicClock,
    nowMs: Date.now,
    alertsOnly,
    spans: tracing?.spans,
  })
  return shown(stage, tracing)
}

function shown<In extends { readonly header: EvaluationHeader }, Out>(
  stage: Stage<In, Out>,
  tracing: StageTracing | undefined,
): Stage<In, Out> {
  return tracing === undefined ? stage : traceStage(stage, tracing)
}
