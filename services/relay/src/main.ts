// The whole wiring of the relay: deliveries of alerts and interdictions, and what is owed published again.
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import { connectBroker, connectDatabase, openCatalog } from '@pantau/stage-host'
import { openTracing } from '@pantau/telemetry'
import { composeDestinations } from './compose-destinations.ts'
import { connectNats } from './connect-nats.ts'
import { createExplainer } from './create-explainer.ts'
import { createRelay } from './relay.ts'
import { settings } from './settings.ts'

await runService({
  name: 'relay',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  async compose(context) {
    const destinations = composeDestinations(context.settings, {
      connectNats: () => connectNats(context),
      nowMs: () => Date.now(),
    })
    if (context.settings.suppressed) {
      context.log.warn({}, 'Alerts and interdictions are suppressed: those decided now are never delivered')
    }
    const tracer = await openTracing(context)
    const pool = await connectDatabase(context, 'pantau-relay')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    return createRelay(context, {
      pool,
      transport,
      destinations,
      tracer,
      orphans: { configurations, afterMs: context.settings.orphanAfterMs },
      ...(context.settings.reportExplanation ? { explain: createExplainer(ruleRegistry) } : {}),
    })
  },
})
