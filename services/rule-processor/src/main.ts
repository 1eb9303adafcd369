// The whole wiring of this service; read this file first.
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import { createLayoutSource } from '@pantau/store'
import {
  connectBroker,
  connectDatabase,
  hostStage,
  openCatalog,
  openStageTracing,
  rehearseStage,
  stageInputs,
} from '@pantau/stage-host'
import { createRuleExecutor } from './create-rule-executor.ts'
import { rehearsedBatch } from './rehearsed-batch.ts'
import { createRuleProcessorStage } from './rule-processor.ts'
import { ruleGroupsOf, settings } from './settings.ts'

await runService({
  name: 'rule-processor',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const { ruleGroup } = context.settings
    const ruleGroups = ruleGroupsOf(context.settings)
    const tracing = await openStageTracing(context)
    const pool = await connectDatabase(context, 'rule-processor')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const executor = await createRuleExecutor(context, {
      configurations,
      layouts: createLayoutSource(pool),
      ruleGroups,
      registryUrl: import.meta.resolve('@pantau/rules'),
    })
    const transport = connectBroker(context)
    return hostStage(context, {
      stage: createRuleProcessorStage({ executor, ruleGroup, spans: tracing?.spans }),
      transport,
      pool,
      tracing,
      rehearse: () =>
        rehearseStage({
          configurations,
          stage: ({ layouts }) =>
            createRuleProcessorStage({
              executor: executor.rehearsal({ configurations, layouts }),
              ruleGroup,
            }),
          ...rehearsedBatch(context.settings),
          inputOf: stageInputs.planned(ruleGroups, ruleGroup),
        }),
    })
  },
})
