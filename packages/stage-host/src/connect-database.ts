import { connectionUrl } from '@pantau/service-runtime'
import type { postgresSettings, ServiceContext, Settings } from '@pantau/service-runtime'
import { checkSchema, connectStore } from '@pantau/store'
import type { StorePool } from '@pantau/store'

/** Longer than any statement of ours takes on a healthy database; short enough that a stuck one does not hold a request for ever. */
const STATEMENT_TIMEOUT_MS = 20_000

/** The database of a service: waited for within the start deadline, and of the schema version that this code was written for. */
export async function connectDatabase(
  context: ServiceContext<Settings<typeof postgresSettings>>,
  applicationName: string,
): Promise<StorePool> {
  const { settings, log, metrics, scope } = context
  const url = connectionUrl(settings.postgresUrl, settings.postgresPassword).reveal()
  const pool = await context.untilReady('PostgreSQL', () =>
    connectStore({
      url,
      applicationName,
      poolMax: settings.postgresConnectionsMax,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      onConnectionLost: (err) => log.warn({ err }, 'A database connection was lost'),
    }),
  )
  metrics.observedCounter(
    {
      name: 'pantau_postgres_round_trips_total',
      help: 'Exchanges with PostgreSQL: statements that go together are one.',
      labels: {},
    },
    pool.roundTrips,
  )
  scope.use('database', pool, (held) => held.close())
  await context.untilReady('the database schema', () => checkSchema(pool))
  return pool
}
