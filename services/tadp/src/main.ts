// The whole wiring of this service; read this file first.
import type { SpansInProgress } from '@pantau/contracts'
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
import { createEvaluationWriter } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { settings } from './settings.ts'
import { createTadpStage } from './tadp.ts'

await runService({
  name: 'tadp',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const tracing = await openStageTracing(context)
    const pool = await connectDatabase(context, 'tadp')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    const { alertsOnly, concurrency } = context.settings
    const stageOn = (store: StorePool, spans?: SpansInProgress) =>
      createTadpStage({
        configurations,
        writer: createEvaluationWriter({ pool: store }),
        clock: monotonicClock,
        nowMs: () => Date.now(),
        alertsOnly,
        spans,
      })
    return hostStage(context, {
      stage: stageOn(pool, tracing?.spans),
      transport,
      pool,
      tracing,
      rehearse: () =>
        rehearseStage({
          configurations,
          stage: (rehearsal) => stageOn(rehearsal.pool),
          inputOf: stageInputs.typologyOutcomes,
          prepared: { pool, connections: concurrency },
        }),
    })
  },
})
