import { join } from 'node:path'
import { startEmbeddedPostgres } from '@pantau/embedded'
import type { ServiceContext } from '@pantau/service-runtime'
import { connectStore } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import type { ShippedName } from '@pantau/typologies'
import { prepareConfiguration, prepareSchema } from './prepare-database.ts'

const CONNECTIONS_MAX = 12
const STATEMENT_TIMEOUT_MS = 20_000

export interface DatabaseOptions {
  readonly dataDir: string
  /** The data is thrown away afterwards: the database may be made without waiting for the disk. Running, it waits all the same. */
  readonly isDisposable: boolean
  /** The shipped configuration that is activated where there is none. */
  readonly configuration: ShippedName
  /** Told of each part that is up. */
  readonly onStep: (part: string) => void
}

/** An embedded PostgreSQL with the schema of this version, and the shipped configuration unless there is one. */
export async function openDatabase(
  { scope, log }: Pick<ServiceContext<unknown>, 'scope' | 'log'>,
  options: DatabaseOptions,
): Promise<{ readonly databaseUrl: string; readonly pool: StorePool }> {
  const server = await startEmbeddedPostgres({
    dataDir: join(options.dataDir, 'postgres'),
    isDisposable: options.isDisposable,
  })
  scope.use('PostgreSQL', server, (held) => held.stop())
  options.onStep(`PostgreSQL (embedded, port ${server.port})`)
  await prepareSchema(server.url)
  const pool = await connectStore({
    url: server.url,
    applicationName: 'pantau-standalone',
    poolMax: CONNECTIONS_MAX,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onConnectionLost: (err) => log.warn({ err }, 'A database connection was lost'),
  })
  scope.use('database', pool, (held) => held.close())
  await prepareConfiguration(pool, options.configuration)
  options.onStep('Schema and partitions')
  return { databaseUrl: server.url, pool }
}
