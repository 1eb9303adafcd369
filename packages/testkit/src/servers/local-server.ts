import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findFreePort, guardChild } from '@pantau/embedded'
import type { ControlledServer } from './controlled-server.ts'
import { TestServerError } from './server-source.ts'
import type { ServerSource } from './server-source.ts'

const READY_WITHIN_MS = 20_000
const POLL_EVERY_MS = 10
const STOP_WITHIN_MS = 10_000
const PORT_ATTEMPTS_MAX = 5

export interface LocalServerOptions {
  readonly name: string
  readonly source: ServerSource
  /** Scheme of the server's URLs, as in `nats`. */
  readonly scheme: string
  /** Private folder of this server: its log, its configuration and, unless the caller keeps them elsewhere, its data. */
  readonly folder: string
  /** A free port when absent. */
  readonly port?: number
  /** Writes what the server reads when it starts, such as its configuration. */
  prepare?(port: number): Promise<void>
  commandLine(port: number): readonly [command: string, ...args: string[]]
  /** Whether the process with this id answers on the port. */
  isReady(port: number, pid: number): Promise<boolean>
}

interface RunningChild {
  readonly child: ChildProcess
  readonly pid: number
  readonly exited: Promise<void>
  hasExited(): boolean
}

/** Starts a program of this machine as a server on 127.0.0.1. It ends with this process, and its folder goes with it. */
export async function startLocalServer(options: LocalServerOptions): Promise<ControlledServer> {
  const { port, running: first } = await startOnPort(options)
  let running = first
  let isStopped = false
  return {
    source: options.source,
    url: `${options.scheme}://127.0.0.1:${port}`,
    port,
    get pid() {
      return running.pid
    },
    stop: async (signal = 'SIGTERM') => {
      isStopped = true
      await end(running, signal)
      await rm(options.folder, { recursive: true, force: true })
    },
    kill: () => end(running, 'SIGKILL'),
    restart: async () => {
      if (isStopped) {
        throw new TestServerError(`${options.name} was stopped for good; use kill() before restart()`)
      }
      await end(running, 'SIGTERM')
      running = await launch(options, port)
    },
  }
}

async function startOnPort(options: LocalServerOptions): Promise<{ port: number; running: RunningChild }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort())
    try {
      return { port, running: await launch(options, port) }
    } catch (error) {
      // Another process may take a free port before the server does.
      const isClash = error instanceof TestServerError && /address already in use/i.test(error.message)
      if (options.port !== undefined || !isClash || attempt === PORT_ATTEMPTS_MAX) {
        await rm(options.folder, { recursive: true, force: true })
        throw error
      }
    }
  }
}

async function launch(options: LocalServerOptions, port: number): Promise<RunningChild> {
  await options.prepare?.(port)
  const logFile = join(options.folder, 'server.log')
  const log = openSync(logFile, 'w')
  const [command, ...args] = options.commandLine(port)
  const child = spawn(command, args, { stdio: ['ignore', log, log], cwd: options.folder, detached: true })
  closeSync(log)
  let startError: Error | undefined
  let hasExited = false
  const exited = new Promise<void>((resolve) => {
    const finish = (): void => {
      hasExited = true
      resolve()
    }
    child.once('exit', finish)
    child.once('error', (error) => {
      startError = error
      finish()
    })
  })
  const running: RunningChild = { child, pid: child.pid ?? 0, exited, hasExited: () => hasExited }
  if (child.pid !== undefined) {
    const guard = guardChild({ pid: child.pid, signal: 'SIGKILL', removeFolder: options.folder })
    void exited.then(() => guard.dismiss())
  }
  const giveUpAtMs = performance.now() + READY_WITHIN_MS
  while (!running.hasExited() && performance.now() < giveUpAtMs) {
    if (await options.isReady(port, running.pid)) {
      child.unref()
      return running
    }
    await delay(POLL_EVERY_MS)
  }
  await end(running, 'SIGKILL')
  throw new TestServerError(
    `${options.name} (${options.source.detail}) did not start on port ${port}: ${readFileSync(logFile, 'utf8').trim()}`,
    { cause: startError },
  )
}

async function end(running: RunningChild, signal: NodeJS.Signals): Promise<void> {
  if (running.hasExited()) {
    return
  }
  running.child.ref()
  running.child.kill(signal)
  const timer = setTimeout(() => running.child.kill('SIGKILL'), STOP_WITHIN_MS)
  await running.exited
  clearTimeout(timer)
}
