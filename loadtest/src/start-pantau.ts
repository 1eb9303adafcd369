import { mkdir } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ConfigurationSet } from '@pantau/evaluation'
import { activateConfiguration, connectStore, runMigrations } from '@pantau/store'
import type { TestNats, TestPostgres, TestRedis } from '@pantau/testkit'
import { startNats, startPostgres, startRedis } from '@pantau/testkit'
import { findFreePort } from '@pantau/embedded'
import type { PantauInstance, PantauService, ServiceSettings, TracesOptions } from './pantau-services.ts'
import { describePantauServices } from './pantau-services.ts'
import { ProcessFleet } from './process-fleet.ts'
import type { SystemUnderTest } from './system-under-test.ts'
import { createTestCertificate } from './test-certificate.ts'

export const TENANT_ID = 'DEFAULT'

/** Commit times of rows, which latencies are read from. */
const POSTGRES_SETTINGS = { track_commit_timestamp: 'on', max_connections: '200' }
const SETUP_STATEMENT_TIMEOUT_MS = 30_000

export interface PantauOptions {
  /** Where logs and the certificate go; created when absent. */
  readonly folder: string
  /** The configuration that is active from the start. */
  readonly configuration: ConfigurationSet
  /** Done with the migrated database after the configuration is active and before the services start. */
  readonly prepare?: (databaseUrl: string) => Promise<void>
  /** HTTPS (TLS 1.3) instead of plain HTTP. */
  readonly tls: boolean
  /** Whether services begin without their warm-up: sooner, and slower at first. */
  readonly isCold?: boolean
  /** Nothing is traced when absent. */
  readonly traces?: TracesOptions
  readonly settings?: Partial<Readonly<Record<PantauService, ServiceSettings>>>
  /** Processes of each service; one where it is not named. */
  readonly instances?: Partial<Readonly<Record<PantauService, number>>>
  /** Settings of the database server, above those that a run has anyway. */
  readonly postgresSettings?: Readonly<Record<string, string>>
  /** How often the broker syncs its files; the server's own default when absent. */
  readonly natsSyncInterval?: string
}

/** Pantau as a bank would run it on one machine: a process per service, on PostgreSQL, NATS and Valkey servers of its own. */
export interface Pantau extends SystemUnderTest {
  readonly fleet: ProcessFleet<PantauInstance>
  readonly postgres: TestPostgres
  readonly nats: TestNats
  readonly valkey: TestRedis
  /** Asks all services to stop, then ends the servers and removes their data. */
  stop(): Promise<void>
}

/** Starts the servers, migrates the database, activates the configuration, and starts the services. The services must be compiled. */
export async function startPantau(options: PantauOptions): Promise<Pantau> {
  await mkdir(options.folder, { recursive: true })
  const certificate = options.tls ? await createTestCertificate(options.folder) : undefined
  const settings = { ...POSTGRES_SETTINGS, ...options.postgresSettings }
  const postgres = await startPostgres({ port: await findFreePort(), settings })
  const nats = await startNats({
    port: await findFreePort(),
    ...(options.natsSyncInterval === undefined ? {} : { syncInterval: options.natsSyncInterval }),
  })
  const valkey = await startRedis({ port: await findFreePort() })
  const stopServers = async (): Promise<void> => {
    await Promise.all([postgres.stop(), nats.stop(), valkey.stop()])
  }
  try {
    await prepareDatabase(postgres.url, options.configuration)
    await options.prepare?.(postgres.url)
    const { members, ingressUrls } = await describePantauServices({
      databaseUrl: postgres.url,
      natsUrl: nats.url,
      valkeyUrl: valkey.url,
      logFolder: options.folder,
      ...(certificate === undefined ? {} : { certificate }),
      isCold: options.isCold === true,
      ...(options.traces === undefined ? {} : { traces: options.traces }),
      ...(options.settings === undefined ? {} : { settings: options.settings }),
      ...(options.instances === undefined ? {} : { instances: options.instances }),
    })
    const fleet = await ProcessFleet.start(members)
    return {
      ingressUrls,
      ...(certificate === undefined ? {} : { certificateAuthority: certificate.certificate }),
      databaseUrl: postgres.url,
      fleet,
      postgres,
      nats,
      valkey,
      servers: () => [
        { name: 'postgres', processId: postgres.pid },
        { name: 'nats-server', processId: nats.pid },
        { name: 'valkey', processId: valkey.pid },
      ],
      transport: {
        transport: basename(nats.source.detail),
        'nats sync_interval': options.natsSyncInterval ?? 'server default (2m)',
      },
      stop: async () => {
        await fleet.stop()
        await stopServers()
      },
    }
  } catch (error) {
    await stopServers()
    throw error
  }
}

/** Migrates the database and activates the configuration. */
export async function prepareDatabase(url: string, configuration: ConfigurationSet): Promise<void> {
  await runMigrations({ url })
  await activateFor(url, configuration, [TENANT_ID])
}

/** Activates the configuration for tenants. */
export async function activateFor(
  url: string,
  configuration: ConfigurationSet,
  tenantIds: readonly string[],
): Promise<void> {
  const pool = await connectStore({
    url,
    applicationName: 'pantau-loadtest',
    poolMax: 1,
    statementTimeoutMs: SETUP_STATEMENT_TIMEOUT_MS,
  })
  try {
    for (const tenantId of tenantIds) {
      await activateConfiguration(pool, { tenantId, set: configuration, nowMs: Date.now() })
    }
  } finally {
    await pool.close()
  }
}
