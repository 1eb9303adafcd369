import { checkListenSettings, openAuthenticator } from '@pantau/http-host'
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import { connectBroker, connectDatabase, openCatalog, warmUpPhase } from '@pantau/stage-host'
import { openTracing } from '@pantau/telemetry'
import { composeTms } from './compose-tms.ts'
import { PORTS, PROGRAM, settings as schema } from './settings.ts'
import { rehearseRequests } from './warm-up/rehearse-requests.ts'

await runService({
  name: 'tms',
  version: '0.1.0',
  schema,
  env: process.env,
  compose: async (context) => {
    checkListenSettings(context.settings, PROGRAM, PORTS)
    const tracer = await openTracing(context)
    const authenticator = await openAuthenticator(context)
    const pool = await connectDatabase(context, 'pantau-tms')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    const { settings, log, metrics } = context
    const parts = { authenticator, pool, configurations, transport, log, metrics, tracer }
    const tms = await composeTms({ settings, ...parts })
    const { usualWay } = tms
    return {
      ...tms,
      ...warmUpPhase(context, () => rehearseRequests({ usualWay, settings, configurations, pool })),
    }
  },
})
