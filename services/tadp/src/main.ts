// The whole wiring of this service; read this file first.
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import { connectBroker, connectDatabase, hostStage, openCatalog } from '@pantau/stage-host'
import { createEvaluationWriter } from '@pantau/store'
import { settings } from './settings.ts'
import { createTadpStage } from './tadp.ts'

const NS_PER_MS = 1_000_000

await runService({
  name: 'tadp',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const pool = await connectDatabase(context, 'tadp')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    const stage = createTadpStage({
      configurations,
      writer: createEvaluationWriter({ pool }),
      clock: { nowNs: () => performance.now() * NS_PER_MS },
      nowMs: () => Date.now(),
      alertsOnly: context.settings.alertsOnly,
    })
    return hostStage(context, { stage, transport, pool })
  },
})
