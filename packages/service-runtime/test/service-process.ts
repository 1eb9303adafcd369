import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const FIXTURE = fileURLToPath(new URL('./fixture-service.ts', import.meta.url))
const WAIT_MS_MAX = 60_000

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The fixture service as a process of its own, and what it wrote. */
export class ServiceProcess {
  readonly #child: ChildProcess
  readonly #exit: Promise<Exit>
  readonly #listeners = new Set<() => void>()
  stdout = ''
  stderr = ''

  constructor(behaviour: string, env: Readonly<Record<string, string>>) {
    this.#child = spawn(
      process.execPath,
      ['--import', 'tsx', '--conditions=@pantau/source', FIXTURE, behaviour],
      {
        env: { PATH: process.env['PATH'], PANTAU_HEALTH_HOST: '127.0.0.1', PANTAU_HEALTH_PORT: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
      this.#notify()
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
      this.#notify()
    })
    this.#exit = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      // `close` comes after the last of the output, `exit` may not.
      this.#child.once('close', (code, signal) => {
        resolve({ code, signal })
        this.#notify()
      })
    })
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  get hasExited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Resolves when the process has ended. */
  exited(): Promise<Exit> {
    return this.#exit
  }

  /** Resolves with the first match in what the process wrote to its standard output. */
  async said(pattern: RegExp): Promise<RegExpMatchArray> {
    const { promise, timer } = rejectAfter(
      WAIT_MS_MAX,
      () => `${pattern} did not come:\n${this.stdout}${this.stderr}`,
    )
    try {
      return await Promise.race([promise, this.#matchOf(pattern)])
    } finally {
      clearTimeout(timer)
    }
  }

  /** The lines that the service logged. */
  logLines(): readonly Record<string, unknown>[] {
    return this.stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): Record<string, unknown> => JSON.parse(line))
  }

  async #matchOf(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const match = this.stdout.match(pattern)
      if (match !== null) {
        return match
      }
      await new Promise<void>((resolve) => {
        this.#listeners.add(resolve)
      })
    }
  }

  #notify(): void {
    const waiting = [...this.#listeners]
    this.#listeners.clear()
    for (const resolve of waiting) {
      resolve()
    }
  }
}

function rejectAfter(ms: number, describe: () => string): { promise: Promise<never>; timer: NodeJS.Timeout } {
  let timer: NodeJS.Timeout | undefined
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(describe())), ms)
  })
  if (timer === undefined) {
    throw new TypeError('A promise runs its executor at once')
  }
  return { promise, timer }
}
