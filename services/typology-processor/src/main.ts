// The whole wiring of this service; read this file first.
import { connectRedis, createRedisPartStore } from '@pantau/cache'
import { ruleRegistry } from '@pantau/rules'
import { connectionUrl, runService } from '@pantau/service-runtime'
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
import { settings } from './settings.ts'
import { createTypologyProcessorStage } from './typology-processor.ts'

await runService({
  name: 'typology-processor',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const { scope, log } = context
    const { valkeyUrl, valkeyPassword, partsDeadlineMs } = context.settings
    const tracing = await openStageTracing(context)
    const pool = await connectDatabase(context, 'typology-processor')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    // Not probed: only payments whose rules run in several groups need it, and those wait for it by themselves.
    const cache = connectRedis({ url: connectionUrl(valkeyUrl, valkeyPassword).reveal(), log })
    scope.use('cache', cache, (held) => held.close())
    const stage = createTypologyProcessorStage({
      configurations,
      parts: createRedisPartStore({ client: cache.client }),
      partsDeadlineMs,
      clock: monotonicClock,
    })
    const rehearse = () =>
      rehearseStage({ configurations, stage: () => stage, inputOf: stageInputs.ruleOutcomes })
    return hostStage(context, { stage, transport, pool, tracing, rehearse })
  },
})
