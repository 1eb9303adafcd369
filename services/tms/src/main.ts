import { checkListenSettings, openAuthenticator } from '@pantau/http-host'
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import { connectBroker, connectDatabase, openCatalog } from '@pantau/stage-host'
import { composeTms } from './compose-tms.ts'
import { PORTS, PROGRAM, settings } from './settings.ts'

await runService({
  name: 'tms',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  compose: async (context) => {
    checkListenSettings(context.settings, PROGRAM, PORTS)
    const authenticator = await openAuthenticator(context)
    const pool = await connectDatabase(context, 'pantau-tms')
    const configurations = await openCatalog(context, pool, ruleRegistry)
    const transport = connectBroker(context)
    const { log, metrics } = context
    const parts = { authenticator, pool, configurations, transport, log, metrics }
    return composeTms({ settings: context.settings, ...parts })
  },
})
