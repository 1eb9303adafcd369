import { checkListenSettings, openAuthenticator } from '@pantau/http-host'
import { ruleRegistry } from '@pantau/rules'
import { runService } from '@pantau/service-runtime'
import { connectDatabase } from '@pantau/stage-host'
import { composeAdmin } from './compose-admin.ts'
import { openServiceChannel } from './open-service-channel.ts'
import { PORTS, PROGRAM, settings } from './settings.ts'

await runService({
  name: 'admin',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  compose: async (context) => {
    checkListenSettings(context.settings, PROGRAM, PORTS)
    const authenticator = await openAuthenticator(context)
    const pool = await connectDatabase(context, 'pantau-admin')
    const channel = openServiceChannel(context)
    const { log, metrics } = context
    const parts = { authenticator, pool, channel, registry: ruleRegistry, log, metrics }
    return composeAdmin({ settings: context.settings, ...parts })
  },
})
