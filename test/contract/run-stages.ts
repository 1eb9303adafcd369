import { createMemoryPartStore } from '@pantau/cache'
import { createEventDirectorStage } from '@pantau/service-event-director'
import { createInlineExecutor, createRuleProcessorStage } from '@pantau/service-rule-processor'
import { createTadpStage } from '@pantau/service-tadp'
import { createTypologyProcessorStage } from '@pantau/service-typology-processor'
import type { Log } from '@pantau/service-runtime'
import { quarantineSink } from '@pantau/stage-host'
import { createEvaluationWriter, createQuarantine, createLayoutSource } from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'
import { runStage } from '@pantau/stream'
import type { Stage, StageRun, Transport } from '@pantau/stream'

const NS_PER_MS = 1_000_000
const RULE_BUDGET_MS = 1_000
const PARTS_DEADLINE_MS = 60_000
const ONE_GROUP = {}

export interface StageParts {
  readonly pool: StorePool
  readonly configurations: ConfigurationCatalog
  readonly transport: Transport
  readonly log: Log
  readonly alertsOnly: boolean
}

/** The four stages of evaluation, each reading its own stream, as separate services run them. */
export function runStages(parts: StageParts): readonly StageRun[] {
  const { pool, configurations, alertsOnly } = parts
  const clock = { nowNs: () => performance.now() * NS_PER_MS }
  const executor = createInlineExecutor({
    configurations,
    layouts: createLayoutSource(pool),
    ruleGroups: ONE_GROUP,
    ruleBudgetMs: RULE_BUDGET_MS,
    clock,
    onGivenUp: (rule) => {
      throw new Error(`The rule ${rule.ruleId} had to be given up`)
    },
  })
  return [
    run(createEventDirectorStage({ configurations, ruleGroups: ONE_GROUP, clock }), parts),
    run(createRuleProcessorStage({ ruleGroup: 'default', executor }), parts),
    run(
      createTypologyProcessorStage({
        configurations,
        parts: createMemoryPartStore(),
        partsDeadlineMs: PARTS_DEADLINE_MS,
        clock,
      }),
      parts,
    ),
    run(
      createTadpStage({
        configurations,
        writer: createEvaluationWriter({ pool }),
        alertsOnly,
        clock,
        nowMs: Date.now,
      }),
      parts,
    ),
  ]
}

function run<In, Out>(stage: Stage<In, Out>, { pool, transport, log }: StageParts): StageRun {
  return runStage({
    stage,
    transport,
    batchMax: 256,
    concurrency: 2,
    maxDeliveries: 5,
    quarantine: quarantineSink(createQuarantine(pool)),
    log,
  })
}
