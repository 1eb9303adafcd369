import { readFile } from 'node:fs/promises'
import { waitUntil } from '@pantau/testkit'
import { ManagedProcess, ManagedProcessError } from './managed-process.ts'
import type { ManagedProcessOptions } from './managed-process.ts'
import type { ProcessUsage } from './process-usage.ts'
import { readProcessUsage } from './process-usage.ts'

const READY_WITHIN_MS = 120_000
const READY_EVERY_MS = 25
const READY_ANSWER_WITHIN_MS = 2000
const LOG_TAIL_LENGTH = 2000

export interface FleetMember<Name extends string> extends ManagedProcessOptions {
  readonly name: Name
  /** Answers 200 when the process can do its work. */
  readonly readyUrl: string
}

/** Several services as processes of their own, each of which can be killed and started again. */
export class ProcessFleet<Name extends string> {
  readonly #members: ReadonlyMap<Name, { readonly process: ManagedProcess; readonly readyUrl: string }>

  private constructor(members: readonly FleetMember<Name>[]) {
    this.#members = new Map(
      members.map((member) => [
        member.name,
        { process: new ManagedProcess(member), readyUrl: member.readyUrl },
      ]),
    )
  }

  /** Starts all members at once and resolves when all are ready; ends them again when one is not. @throws ManagedProcessError */
  static async start<Name extends string>(
    members: readonly FleetMember<Name>[],
  ): Promise<ProcessFleet<Name>> {
    const fleet = new ProcessFleet(members)
    try {
      await Promise.all(fleet.names.map((name) => fleet.start(name)))
      return fleet
    } catch (error) {
      await fleet.kill()
      throw error
    }
  }

  get names(): readonly Name[] {
    return [...this.#members.keys()]
  }

  /** Starts a member that does not run, and resolves when it is ready. @throws ManagedProcessError with the end of its log */
  async start(name: Name): Promise<void> {
    const { process, readyUrl } = this.#member(name)
    await process.start()
    try {
      await waitUntil(async () => process.ending !== undefined || (await isReady(readyUrl)), {
        what: `${name} to be ready`,
        timeoutMs: READY_WITHIN_MS,
        everyMs: READY_EVERY_MS,
      })
    } catch (error) {
      throw await this.#startError(process, 'is not ready', error)
    }
    if (process.ending !== undefined) {
      throw await this.#startError(process, `ended with ${process.ending} while it started`)
    }
  }

  /** Ends one member, or all, at once (SIGKILL), as a crash does. */
  async kill(name?: Name): Promise<void> {
    await this.#end('SIGKILL', name)
  }

  /** Asks one member, or all, to stop (SIGTERM) and resolves when they have. */
  async stop(name?: Name): Promise<void> {
    await this.#end('SIGTERM', name)
  }

  /** The members that do not run, each with how it ended. */
  get endings(): ReadonlyMap<Name, string> {
    return new Map(
      [...this.#members].flatMap(([name, { process }]) =>
        process.ending === undefined ? [] : [[name, process.ending] as const],
      ),
    )
  }

  /** What each running member, or each of those named, has used since its last start, without its child processes. */
  async readUsage(names: readonly Name[] = this.names): Promise<ReadonlyMap<Name, ProcessUsage>> {
    const usages = new Map<Name, ProcessUsage>()
    for (const name of names) {
      const { process } = this.#member(name)
      const usage = process.processId === undefined ? undefined : await readProcessUsage(process.processId)
      if (usage !== undefined) {
        usages.set(name, usage)
      }
    }
    return usages
  }

  /** The metrics of a running member in Prometheus' text format, from the server that answers its readiness. */
  async readMetrics(name: Name): Promise<string> {
    const response = await fetch(new URL('/metrics', this.#member(name).readyUrl), {
      signal: AbortSignal.timeout(READY_ANSWER_WITHIN_MS),
    })
    return response.text()
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL', name?: Name): Promise<void> {
    const names = name === undefined ? this.names : [name]
    await Promise.all(names.map((each) => this.#member(each).process.end(signal)))
  }

  #member(name: Name): { readonly process: ManagedProcess; readonly readyUrl: string } {
    const member = this.#members.get(name)
    if (member === undefined) {
      throw new RangeError(`No member is named ${name}`)
    }
    return member
  }

  async #startError(process: ManagedProcess, what: string, cause?: unknown): Promise<ManagedProcessError> {
    const log = await readFile(process.logPath, 'utf8')
    return new ManagedProcessError(`${process.name} ${what}: ${log.slice(-LOG_TAIL_LENGTH)}`, { cause })
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(READY_ANSWER_WITHIN_MS) })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    // Not listening yet; the caller's bound decides how long that may last.
    return false
  }
}
