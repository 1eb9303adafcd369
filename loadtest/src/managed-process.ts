import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { openSync, closeSync } from 'node:fs'
import { once } from 'node:events'
import { guardChild } from '@pantau/embedded'

const STOP_TIMEOUT_MS = 20_000

export interface ManagedProcessOptions {
  readonly name: string
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Standard output and error are appended here, over all starts. */
  readonly logPath: string
}

/** A child process did not start, or ended when it should not have. */
export class ManagedProcessError extends Error {
  override readonly name = 'ManagedProcessError'
}

/**
 * One operating-system process that can be killed and started again, with the same command and environment. It never outlives the
 * process that started it.
 */
export class ManagedProcess {
  readonly #options: ManagedProcessOptions
  #child: ChildProcess | undefined

  constructor(options: ManagedProcessOptions) {
    this.#options = options
  }

  get name(): string {
    return this.#options.name
  }

  get logPath(): string {
    return this.#options.logPath
  }

  /** `undefined` while it does not run. */
  get processId(): number | undefined {
    return this.isRunning ? this.#child?.pid : undefined
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Resolves when the process exists; whether it is ready is for the caller to ask. @throws ManagedProcessError */
  async start(): Promise<void> {
    if (this.isRunning) {
      throw new ManagedProcessError(`${this.name} runs already`)
    }
    const log = openSync(this.logPath, 'a')
    try {
      const child = spawn(this.#options.command, this.#options.arguments, {
        env: { ...this.#options.environment },
        stdio: ['ignore', log, log],
      })
      await once(child, 'spawn')
      this.#child = child
      if (child.pid !== undefined) {
        const guard = guardChild({ pid: child.pid, signal: 'SIGKILL' })
        child.once('exit', () => guard.dismiss())
      }
    } catch (error) {
      throw new ManagedProcessError(`${this.name} did not start`, { cause: error })
    } finally {
      closeSync(log)
    }
  }

  /** Sends the signal and resolves when the process has ended. Resolves at once when it does not run. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (child === undefined || !this.isRunning) {
      return
    }
    const exited = once(child, 'exit')
    child.kill(signal)
    const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    await exited
    clearTimeout(impatient)
  }

  /** How the process ended, or `undefined` while it runs or before it was started. */
  get ending(): string | undefined {
    const child = this.#child
    if (child === undefined || this.isRunning) {
      return undefined
    }
    return child.signalCode ?? `exit code ${child.exitCode}`
  }
}
