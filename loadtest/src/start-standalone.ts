import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '@pantau/embedded'
import { findFreePort } from '@pantau/embedded'
import { ManagedProcessError } from './managed-process.ts'
import { ProcessFleet } from './process-fleet.ts'
import { REPOSITORY } from './repository.ts'
import type { TracesOptions } from './pantau-services.ts'
import type { SystemUnderTest } from './system-under-test.ts'

export interface StandaloneOptions {
  readonly folder: string
  /** Done with the empty database before the process starts, such as activating a configuration; nothing unless given. */
  readonly prepare?: (databaseUrl: string) => Promise<void>
  /** Nothing is traced when absent. */
  readonly traces?: TracesOptions
}

/** Starts all stages in one process, chained in memory, on the PostgreSQL that it embeds. It must be compiled. */
export async function startStandalone({
  folder,
  prepare,
  traces,
}: StandaloneOptions): Promise<SystemUnderTest> {
  await mkdir(folder, { recursive: true })
  const dataDir = join(folder, 'data')
  await prepareServer(join(dataDir, 'postgres'), prepare)
  const port = await findFreePort()
  const healthPort = await findFreePort()
  const fleet = await ProcessFleet.start([
    {
      name: 'standalone',
      command: process.execPath,
      arguments: [join(REPOSITORY, 'services', 'standalone', 'dist', 'main.js'), 'start'],
      environment: {
        // Finds `unshare`, which runs PostgreSQL where this is root.
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        PANTAU_STANDALONE_DATA_DIR: dataDir,
        PANTAU_STANDALONE_PORT: String(port),
        PANTAU_STANDALONE_ADMIN_PORT: '0',
        PANTAU_HEALTH_PORT: String(healthPort),
        ...(traces === undefined
          ? {}
          : { PANTAU_TRACES_URL: traces.url, PANTAU_TRACES_RATIO: String(traces.ratio) }),
      },
      logPath: join(folder, 'standalone.log'),
      readyUrl: `http://127.0.0.1:${healthPort}/ready`,
    },
  ])
  try {
    const database = await findDatabase(join(dataDir, 'postgres'))
    return {
      ingressUrls: [`https://localhost:${port}`],
      certificateAuthority: await readFile(join(dataDir, 'tls', 'localhost.crt'), 'utf8'),
      databaseUrl: database.url,
      fleet,
      servers: () => [{ name: 'postgres', processId: database.processId }],
      transport: { transport: 'in memory; what is lost with the process is published again' },
      stop: () => fleet.stop(),
    }
  } catch (error) {
    await fleet.kill()
    throw error
  }
}

/** Latencies are read from commit times. The setting stays with the cluster, which is started again by the process under test. */
async function prepareServer(postgresDir: string, prepare: StandaloneOptions['prepare']): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir: postgresDir })
  try {
    const client = new Client({ connectionString: server.url })
    await client.connect()
    await client.query('ALTER SYSTEM SET track_commit_timestamp = on')
    await client.end()
    await prepare?.(server.url)
  } finally {
    await server.stop()
  }
}

/** The server writes its process id and its port into lines 1 and 4 of `postmaster.pid` (PostgreSQL source, miscadmin.h). */
async function findDatabase(
  postgresDir: string,
): Promise<{ readonly url: string; readonly processId: number }> {
  const lines = (await readFile(join(postgresDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
  const processId = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isSafeInteger(processId) || !Number.isSafeInteger(port)) {
    throw new ManagedProcessError('The embedded database server does not say where it is')
  }
  const password = await readFile(join(postgresDir, 'password'), 'utf8')
  return { url: `postgres://pantau:${password}@127.0.0.1:${port}/pantau`, processId }
}
