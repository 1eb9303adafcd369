// The whole wiring of this service; read this file first.
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import {
  connectBroker,
  connectDatabase,
  hostStage,
  monotonicClock,
  openCatalog,
  openStageTracing,
  rehearseStage,
  stageInputs,
} from '@pantau/stage-host'
import { createEventDirectorStage } from './event-director.ts'
import { ruleGroupsOf, settings } from './settings.ts'

await runService({
  name: 'event-director',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const ruleGroups = ruleGroupsOf(context.settings)
    const tracing = await openStageTracing(context)
    const pool = await connectDatabase(context, 'event-director')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    const stage = createEventDirectorStage({
      configurations,
      ruleGroups,
      clock: monotonicClock,
    })
    const rehearse = () =>
      rehearseStage({ configurations, stage: () => stage, inputOf: stageInputs.accepted })
    return hostStage(context, { stage, transport, pool, tracing, rehearse })
  },
})
