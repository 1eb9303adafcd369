import type { ClientBase } from 'pg'
import type { ProcessCost } from './benchmark-result.ts'
import type { ProcessUsage } from './process-usage.ts'
import { readProcessUsage } from './process-usage.ts'
import type { ServerCounters } from './server-statistics.ts'
import { readServerCounters } from './server-statistics.ts'
import type { Pantau } from './start-pantau.ts'

const DRIVER = 'driver'

export interface RunCost {
  readonly walBytesPerPayment: number
  readonly walSyncsPerPayment: number
  readonly processes: readonly ProcessCost[]
}

interface Reading {
  readonly usages: ReadonlyMap<string, ProcessUsage>
  readonly counters: ServerCounters
}

/** What a run costs: CPU time of every process and WAL of the database, from `start` to `read`. */
export class CostMeter {
  readonly #pantau: Pantau
  readonly #database: ClientBase
  readonly #before: Reading

  private constructor(pantau: Pantau, database: ClientBase, before: Reading) {
    this.#pantau = pantau
    this.#database = database
    this.#before = before
  }

  static async start(pantau: Pantau, database: ClientBase): Promise<CostMeter> {
    return new CostMeter(pantau, database, await takeReading(pantau, database))
  }

  async read(paymentCount: number): Promise<RunCost> {
    const after = await takeReading(this.#pantau, this.#database)
    const before = this.#before
    const perPayment = (total: number): number => (paymentCount === 0 ? 0 : total / paymentCount)
    return {
      walBytesPerPayment: perPayment(after.counters.walBytes - before.counters.walBytes),
      walSyncsPerPayment: perPayment(after.counters.walSyncs - before.counters.walSyncs),
      processes: [...after.usages].map(([name, usage]) => {
        const cpuSeconds = usage.cpuSeconds - (before.usages.get(name)?.cpuSeconds ?? 0)
        return {
          name,
          cpuSeconds,
          cpuMsPerPayment: perPayment(cpuSeconds * 1000),
          memoryBytes: usage.memoryBytes,
        }
      }),
    }
  }
}

async function takeReading(pantau: Pantau, database: ClientBase): Promise<Reading> {
  const usages = new Map<string, ProcessUsage>(await pantau.fleet.readUsage())
  const servers = {
    postgres: pantau.postgres.pid,
    'nats-server': pantau.nats.pid,
    valkey: pantau.valkey.pid,
  }
  for (const [name, processId] of Object.entries(servers)) {
    const usage = await readProcessUsage(processId)
    if (usage !== undefined) {
      usages.set(name, usage)
    }
  }
  usages.set(DRIVER, readOwnUsage())
  return { usages, counters: await readServerCounters(database) }
}

/** Of this process alone: the services and servers are its children, and counted for themselves. */
function readOwnUsage(): ProcessUsage {
  const { user, system } = process.cpuUsage()
  return { cpuSeconds: (user + system) / 1_000_000, memoryBytes: process.memoryUsage().rss }
}
