// The whole wiring of this service; read this file first.
import { checkListenSettings, openAuthenticator } from '@pantau/http-host'
import { ruleRegistry } from '@pantau/rules'
import { createDecider, ONE_GROUP } from '@pantau/service-evaluator'
import { createRuleExecutor } from '@pantau/service-rule-processor'
import { runService } from '@pantau/service-runtime'
import { composeTms, PORTS, PROGRAM, rehearseRequests } from '@pantau/service-tms'
import { connectBroker, connectDatabase, openCatalog, warmUpPhase } from '@pantau/stage-host'
import { createLayoutSource } from '@pantau/store'
import { openTracing } from '@pantau/telemetry'
import { noteLeftEvents } from './note-left-events.ts'
import { settings as schema } from './settings.ts'

await runService({
  name: 'decider',
  version: '0.1.0',
  schema,
  env: process.env,
  compose: async (context) => {
    checkListenSettings(context.settings, PROGRAM, PORTS)
    const tracer = await openTracing(context)
    const authenticator = await openAuthenticator(context)
    const pool = await connectDatabase(context, 'pantau-decider')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const layouts = createLayoutSource(pool)
    const executor = await createRuleExecutor(context, {
      configurations,
      layouts,
      ruleGroups: ONE_GROUP,
      registryUrl: import.meta.resolve('@pantau/rules'),
    })
    const transport = connectBroker(context)
    const { settings, log, metrics } = context
    const { alertsOnly } = settings
    const onLeft = noteLeftEvents(log, metrics)
    const decide = createDecider({ configurations, executor, alertsOnly, onLeft })
    const parts = { authenticator, pool, configurations, transport, log, metrics, tracer, decide }
    const tms = await composeTms({ settings, ...parts })
    const { usualWay } = tms
    return {
      ...tms,
      ...warmUpPhase(context, () => {
        const rehearsed = executor.rehearsal({ configurations, layouts })
        return rehearseRequests({
          usualWay,
          settings,
          configurations,
          pool,
          decide: createDecider({
            configurations,
            executor: rehearsed,
            alertsOnly,
            onLeft: () => undefined,
          }),
        })
      }),
    }
  },
})
