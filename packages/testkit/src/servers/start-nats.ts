import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askServer } from './ask-server.ts'
import { findContainerEngine, startContainer } from './container-server.ts'
import type { ControlledServer } from './controlled-server.ts'
import { givenServer } from './given-server.ts'
import { startLocalServer } from './local-server.ts'
import { makePrivateFolder } from './private-folder.ts'
import { findServerProgram } from './server-program.ts'
import { ServerNotOwnedError } from './server-source.ts'
import { givenUrl, TEST_SERVER_VARIABLES } from './test-environment.ts'

const NATS_PORT = 4222
const NATS_IMAGE = 'nats:2.10.27'
const CONTAINER_STORE = '/data'
const CONTAINER_CONFIG = '/etc/nats/test.conf'

export interface TestNatsOptions {
  /** Where JetStream keeps its files; a private folder, removed by `stop`, when absent. */
  readonly storeDir?: string
  /** A free port when absent. */
  readonly port?: number
  /** How often JetStream syncs its files, as in `1s`, or `always`; the server's own default (2 minutes) when absent. */
  readonly syncInterval?: string
  /** On unless false. */
  readonly jetstream?: boolean
}

export interface TestNats extends ControlledServer {
  /** Where JetStream keeps its files; empty for a server named by the environment. */
  readonly storeDir: string
  /** Kills the server and empties its store: the loss of a whole broker. `restart` brings it back empty. @throws ServerNotOwnedError */
  wipeStore(): Promise<void>
}

/**
 * Starts a NATS server (2.10 or newer): the one that PANTAU_TEST_NATS_URL names, else a container where an engine answers, else a
 * program of this machine.
 * @throws TestServerError
 */
export async function startNats(options: TestNatsOptions = {}): Promise<TestNats> {
  const url = givenUrl('nats')
  if (url !== undefined) {
    return withStore(givenServer(TEST_SERVER_VARIABLES.nats, url, NATS_PORT), '')
  }
  const folder = await makePrivateFolder('nats')
  const storeDir = options.storeDir ?? join(folder, 'store')
  await mkdir(storeDir, { recursive: true })
  const engine = await findContainerEngine()
  const port = options.port === undefined ? {} : { port: options.port }
  if (engine !== undefined) {
    const server = await startContainer(engine, {
      image: NATS_IMAGE,
      containerPort: NATS_PORT,
      ...port,
      command: ['-c', CONTAINER_CONFIG],
      files: [
        {
          target: CONTAINER_CONFIG,
          content: configuration(options, '0.0.0.0', NATS_PORT, CONTAINER_STORE, 'test'),
        },
      ],
      folders: [{ source: storeDir, target: CONTAINER_STORE }],
      url: (host, hostPort) => `nats://${host}:${hostPort}`,
      isReady: async (serverUrl) => (await greeting(Number(new URL(serverUrl).port))) !== undefined,
    })
    return withStore(removingFolder(server, folder), storeDir)
  }
  const program = await findServerProgram({
    names: ['nats-server'],
    versionPattern: /v((\d+)\.(\d+)\S*)/,
    versionMin: [2, 10],
    installable: 'nats-server',
    variable: TEST_SERVER_VARIABLES.nats,
  })
  const configFile = join(folder, 'nats.conf')
  const server = await startLocalServer({
    name: 'nats-server',
    source: { kind: 'local', detail: program.detail },
    scheme: 'nats',
    folder,
    ...port,
    prepare: (serverPort) =>
      writeFile(configFile, configuration(options, '127.0.0.1', serverPort, storeDir, folder)),
    commandLine: () => [...program.command, '-c', configFile],
    // Another server may have taken the port; ours greets with the name that we gave it.
    isReady: async (serverPort) =>
      (await greeting(serverPort))?.includes(`"server_name":${JSON.stringify(folder)}`) ?? false,
  })
  return withStore(server, storeDir)
}

/** https://docs.nats.io/running-a-nats-service/configuration */
function configuration(
  options: TestNatsOptions,
  host: string,
  port: number,
  storeDir: string,
  serverName: string,
): string {
  const syncInterval =
    options.syncInterval === undefined ? '' : `, sync_interval: ${JSON.stringify(options.syncInterval)}`
  return [
    `listen: ${JSON.stringify(`${host}:${port}`)}`,
    `server_name: ${JSON.stringify(serverName)}`,
    options.jetstream === false ? '' : `jetstream { store_dir: ${JSON.stringify(storeDir)}${syncInterval} }`,
  ].join('\n')
}

/** The INFO line with which a NATS server greets: https://docs.nats.io/reference/reference-protocols/nats-protocol#info */
function greeting(port: number): Promise<string | undefined> {
  return askServer(port, '', (answer) => answer.includes('\r\n'))
}

function removingFolder(server: ControlledServer, folder: string): ControlledServer {
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function withStore(server: ControlledServer, storeDir: string): TestNats {
  return {
    source: server.source,
    url: server.url,
    port: server.port,
    get pid() {
      return server.pid
    },
    storeDir,
    stop: (signal) => server.stop(signal),
    kill: () => server.kill(),
    restart: () => server.restart(),
    wipeStore: async () => {
      if (server.source.kind === 'environment') {
        throw new ServerNotOwnedError('The store of a given NATS server is not this test’s to empty')
      }
      await server.kill()
      for (const entry of await readdir(storeDir)) {
        await rm(join(storeDir, entry), { recursive: true, force: true })
      }
    },
  }
}
