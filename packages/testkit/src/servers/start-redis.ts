import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { askServer } from './ask-server.ts'
import { findContainerEngine, startContainer } from './container-server.ts'
import type { ControlledServer } from './controlled-server.ts'
import { givenServer } from './given-server.ts'
import { startLocalServer } from './local-server.ts'
import { makePrivateFolder } from './private-folder.ts'
import { findServerProgram } from './server-program.ts'
import { givenUrl, TEST_SERVER_VARIABLES } from './test-environment.ts'

const REDIS_PORT = 6379
const VALKEY_IMAGE = 'valkey/valkey:8.1'

export interface TestRedisOptions {
  /** A free port when absent. */
  readonly port?: number
  /** Whether writes survive `kill` and `restart` (append-only file, synced at each write). Off unless true: a cache may forget. */
  readonly durable?: boolean
}

export interface TestRedis extends ControlledServer {
  /** Removes every key of the database that the URL names. */
  flush(): Promise<void>
}

/**
 * Starts a Redis-compatible server (Valkey, or Redis 6.2 or newer): the one that PANTAU_TEST_REDIS_URL names, else a container where
 * an engine answers, else a program of this machine.
 * @throws TestServerError
 */
export async function startRedis(options: TestRedisOptions = {}): Promise<TestRedis> {
  const url = givenUrl('redis')
  if (url !== undefined) {
    return withFlush(givenServer(TEST_SERVER_VARIABLES.redis, url, REDIS_PORT))
  }
  const port = options.port === undefined ? {} : { port: options.port }
  const persistence = [
    '--save',
    '',
    '--appendonly',
    options.durable === true ? 'yes' : 'no',
    '--appendfsync',
    'always',
  ]
  const engine = await findContainerEngine()
  if (engine !== undefined) {
    return withFlush(
      await startContainer(engine, {
        image: VALKEY_IMAGE,
        containerPort: REDIS_PORT,
        ...port,
        command: ['valkey-server', ...persistence],
        url: (host, hostPort) => `redis://${host}:${hostPort}`,
        isReady: async (serverUrl) => (await serverInfo(Number(new URL(serverUrl).port))) !== undefined,
      }),
    )
  }
  const program = await findServerProgram({
    names: ['valkey-server', 'redis-server'],
    versionPattern: /v=((\d+)\.(\d+)\S*)/,
    versionMin: [6, 2],
    installable: 'valkey-server',
    variable: TEST_SERVER_VARIABLES.redis,
  })
  const folder = await makePrivateFolder('redis')
  const dataFolder = join(folder, 'data')
  await mkdir(dataFolder)
  return withFlush(
    await startLocalServer({
      name: 'valkey-server',
      source: { kind: 'local', detail: program.detail },
      scheme: 'redis',
      folder,
      ...port,
      commandLine: (serverPort) => [
        ...program.command,
        '--bind',
        '127.0.0.1',
        '--port',
        String(serverPort),
        '--dir',
        dataFolder,
        ...persistence,
      ],
      // Another server may have taken the port; ours answers with its own process id.
      isReady: async (serverPort, pid) =>
        (await serverInfo(serverPort))?.includes(`\nprocess_id:${pid}\r`) ?? false,
    }),
  )
}

/** Answer of the INFO command; while the server loads its data it answers an error, which is no answer here. */
function serverInfo(port: number): Promise<string | undefined> {
  return askServer(port, 'INFO server\r\n', (answer) => /\nprocess_id:\d+\r/.test(answer))
}

function withFlush(server: ControlledServer): TestRedis {
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
    flush: async () => {
      const { Redis } = await import('ioredis')
      const client = new Redis(server.url, { lazyConnect: true, retryStrategy: () => null })
      try {
        await client.connect()
        await client.flushdb()
      } finally {
        client.disconnect()
      }
    },
  }
}
