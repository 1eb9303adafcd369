// The whole wiring of this service; read this file first.
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import {
  connectBroker,
  connectDatabase,
  hostStage,
  openCatalog,
  rehearseStage,
  stageInputs,
} from '@pantau/stage-host'
import { createEventDirectorStage } from './event-director.ts'
import { ruleGroupsOf, settings } from './settings.ts'

const NS_PER_MS = 1_000_000

await runService({
  name: 'event-director',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const ruleGroups = ruleGroupsOf(context.settings)
    const pool = await connectDatabase(context, 'event-director')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    const stage = createEventDirectorStage({
      configurations,
      ruleGroups,
      clock: { nowNs: () => performance.now() * NS_PER_MS },
    })
    const rehearse = () =>
      rehearseStage({ configurations, stage: () => stage, inputOf: stageInputs.accepted })
    return hostStage(context, { stage, transport, pool, rehearse })
  },
})
