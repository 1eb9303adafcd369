import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '@pantau/embedded'
import type { ContainerRuntimeClient } from 'testcontainers'
import type { ControlledServer } from './controlled-server.ts'
import { waitUntil } from '../wait-until.ts'

const READY_WITHIN_MS = 60_000
const STOP_WITHIN_S = 10

export interface ContainerRequest {
  readonly image: string
  readonly containerPort: number
  /** A free port when absent. It is kept over restarts. */
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
  readonly command?: readonly string[]
  readonly files?: readonly { readonly target: string; readonly content: string }[]
  /** Folders of this machine that the container writes to, as this user. */
  readonly folders?: readonly { readonly source: string; readonly target: string }[]
  url(host: string, port: number): string
  /** Whether the server behind this URL answers. */
  isReady(url: string): Promise<boolean>
}

/** The container engine that answers; undefined when none does. A `docker` command alone proves nothing, so it is not asked. */
export async function findContainerEngine(): Promise<ContainerRuntimeClient | undefined> {
  if (!mayHaveEngine()) {
    return undefined
  }
  // Half a second to load, so only where an engine is likely.
  const { getContainerRuntimeClient } = await import('testcontainers')
  try {
    return await getContainerRuntimeClient()
  } catch {
    // It throws one error for every reason, and all of them mean: no engine to use.
    return undefined
  }
}

/** The places where testcontainers looks: https://node.testcontainers.org/supported-container-runtimes/ */
function mayHaveEngine(): boolean {
  const runtimeFolder = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.() ?? 0}`
  return (
    process.platform === 'win32' ||
    process.env['DOCKER_HOST'] !== undefined ||
    process.env['TESTCONTAINERS_HOST_OVERRIDE'] !== undefined ||
    [
      '/var/run/docker.sock',
      join(runtimeFolder, 'docker.sock'),
      join(homedir(), '.testcontainers.properties'),
      join(homedir(), '.docker', 'run', 'docker.sock'),
      join(homedir(), '.docker', 'desktop', 'docker.sock'),
    ].some((path) => existsSync(path))
  )
}

/** Starts a server in a container with a fixed port of this machine, so that it can be killed and come back at the same address. */
export async function startContainer(
  engine: ContainerRuntimeClient,
  request: ContainerRequest,
): Promise<ControlledServer> {
  const { GenericContainer } = await import('testcontainers')
  const port = request.port ?? (await findFreePort())
  const definition = new GenericContainer(request.image)
    .withExposedPorts({ container: request.containerPort, host: port })
    .withEnvironment({ ...request.environment })
    .withCopyContentToContainer([...(request.files ?? [])])
  if (request.command !== undefined) {
    definition.withCommand([...request.command])
  }
  if (request.folders !== undefined) {
    definition.withBindMounts([...request.folders])
    definition.withUser(`${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`)
  }
  const started = await definition.start()
  const container = engine.container.getById(started.getId())
  const url = request.url(started.getHost(), port)
  const becomeReady = (): Promise<true> =>
    waitUntil(() => request.isReady(url), { what: `${request.image} to answer`, timeoutMs: READY_WITHIN_MS })
  const isRunning = async (): Promise<boolean> => (await container.inspect()).State.Running
  await becomeReady()
  let isStopped = false
  return {
    source: { kind: 'container', detail: request.image },
    url,
    port,
    pid: 0,
    stop: async () => {
      if (!isStopped) {
        isStopped = true
        await started.stop({ remove: true, removeVolumes: true })
      }
    },
    kill: async () => {
      if (await isRunning()) {
        await container.kill({ signal: 'SIGKILL' })
        await container.wait()
      }
    },
    restart: async () => {
      if (await isRunning()) {
        await container.stop({ t: STOP_WITHIN_S })
      }
      await container.start()
      await becomeReady()
    },
  }
}
