import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { connectionUrl, runService } from '@pantau/service-runtime'
import { checkSchema, connectStore, createConfigurationCatalog } from '@pantau/store'
import { connectInBackground, connectJetStreamTransport } from '@pantau/stream'
import { composeTms } from './compose-tms.ts'
import { settings } from './settings.ts'

const STATEMENT_TIMEOUT_MS = 5_000

await runService({
  name: 'tms',
  version: '0.1.0',
  schema: settings,
  env: process.env,
  compose: async ({ settings: given, scope, log, metrics, untilReady, instance }) => {
    const connect = () =>
      connectStore({
        url: connectionUrl(given.postgresUrl, given.postgresPassword).reveal(),
        applicationName: 'pantau-tms',
        poolMax: given.postgresConnectionsMax,
        statementTimeoutMs: STATEMENT_TIMEOUT_MS,
        onConnectionLost: (error) => log.warn({ err: error }, 'an idle database connection was lost'),
      })
    const pool = scope.use('postgres', await untilReady('postgres', connect), (it) => it.close())
    await untilReady('database schema', () => checkSchema(pool))
    const openCatalog = () =>
      createConfigurationCatalog({
        pool,
        compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
        onRefreshFailed: (error) =>
          log.warn({ err: error }, 'the active configuration could not be asked for'),
      })
    const configurations = scope.use(
      'configurations',
      await untilReady('configurations', openCatalog),
      (it) => it.close(),
    )
    const connectToBroker = () =>
      connectJetStreamTransport({
        servers: given.natsUrls,
        name: `pantau-tms ${instance}`,
        ...(given.natsUser === undefined ? {} : { user: given.natsUser }),
        ...(given.natsPassword === undefined ? {} : { pass: given.natsPassword.reveal() }),
        confirmTimeoutMs: given.publishConfirmTimeoutMs,
        // A stream belongs to the stage that reads it; until that stage has made it, what is accepted is owed.
        streams: [],
        log,
      })
    const transport = scope.use('nats', connectInBackground({ connect: connectToBroker, log }), (it) =>
      it.close(),
    )
    return composeTms({ settings: given, pool, configurations, transport, log, metrics })
  },
})
