// The whole wiring of this service; read this file first.
import { ruleRegistry } from '@pantau/rules'
import { createRuleExecutor, rehearsedBatch } from '@pantau/service-rule-processor'
import { runService } from '@pantau/service-runtime'
import { createEvaluationWriter, createLayoutSource } from '@pantau/store'
import {
  connectBroker,
  connectDatabase,
  hostStage,
  openCatalog,
  openStageTracing,
  rehearseStage,
  stageInputs,
} from '@pantau/stage-host'
import { evaluationChain, ONE_GROUP } from './evaluation-chain.ts'
import { settings } from './settings.ts'

await runService({
  name: 'evaluator',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const tracing = await openStageTracing(context)
    const pool = await connectDatabase(context, 'evaluator')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const executor = await createRuleExecutor(context, {
      configurations,
      layouts: createLayoutSource(pool),
      ruleGroups: ONE_GROUP,
      registryUrl: import.meta.resolve('@pantau/rules'),
    })
    const transport = connectBroker(context)
    const { alertsOnly, concurrency } = context.settings
    return hostStage(context, {
      stage: evaluationChain({
        writer: createEvaluationWriter({ pool }),
        configurations,
        executor,
        alertsOnly,
        tracing,
      }),
      transport,
      pool,
      tracing,
      rehearse: () =>
        rehearseStage({
          configurations,
          stage: (rehearsal) =>
            evaluationChain({
              writer: createEvaluationWriter({ pool: rehearsal.pool }),
              configurations,
              executor: executor.rehearsal({ configurations, layouts: rehearsal.layouts }),
              alertsOnly,
            }),
          ...rehearsedBatch(context.settings),
          inputOf: stageInputs.accepted,
          prepared: { pool, connections: concurrency },
        }),
    })
  },
})
