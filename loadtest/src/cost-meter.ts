import type { ClientBase } from 'pg'
import type { ProcessCost } from './benchmark-result.ts'
import type { ProcessUsage } from './process-usage.ts'
import { readProcessTreeUsage } from './process-usage.ts'
import { readWrittenBytes } from './process-writes.ts'
import type { ServerCounters } from './server-statistics.ts'
import { readServerCounters } from './server-statistics.ts'
import { readServiceCounters } from './service-counters.ts'
import type { ServiceCounters } from './service-counters.ts'
import type { SystemUnderTest } from './system-under-test.ts'

const DRIVER = 'driver'
const BROKER = 'nats-server'

export interface RunCost {
  readonly heapBytesPerPayment: number
  /** Absent without a broker, or where the kernel does not tell. */
  readonly brokerBytesPerPayment?: number
  /** Absent where services do not count them. */
  readonly roundTripsPerPayment?: number
  /** Absent without a broker. */
  readonly brokerMessagesPerPayment?: number
  readonly walBytesPerPayment: number
  readonly walSyncsPerPayment: number
  readonly wholePagesPerPayment: number
  readonly processes: readonly ProcessCost[]
}

interface Reading {
  readonly usages: ReadonlyMap<string, ProcessUsage>
  readonly counters: ServerCounters
  readonly brokerBytes: number | undefined
  readonly services: ServiceCounters | undefined
}

/** What a run costs: CPU time of every process and WAL of the database, from `start` to `read`. */
export class CostMeter {
  readonly #system: SystemUnderTest
  readonly #database: ClientBase
  readonly #before: Reading

  private constructor(system: SystemUnderTest, database: ClientBase, before: Reading) {
    this.#system = system
    this.#database = database
    this.#before = before
  }

  static async start(system: SystemUnderTest, database: ClientBase): Promise<CostMeter> {
    return new CostMeter(system, database, await takeReading(system, database))
  }

  async read(paymentCount: number): Promise<RunCost> {
    return (await this.stop())(paymentCount)
  }

  /** Ends the measurement now, for when the number of payments is known only later. */
  async stop(): Promise<(paymentCount: number) => RunCost> {
    const after = await takeReading(this.#system, this.#database)
    return (paymentCount) => costBetween(this.#before, after, paymentCount)
  }
}

function costBetween(before: Reading, after: Reading, paymentCount: number): RunCost {
  const perPayment = (total: number): number => (paymentCount === 0 ? 0 : total / paymentCount)
  return {
    ...(before.brokerBytes === undefined || after.brokerBytes === undefined
      ? {}
      : { brokerBytesPerPayment: perPayment(after.brokerBytes - before.brokerBytes) }),
    ...countsBetween(before.services, after.services, perPayment),
    heapBytesPerPayment: perPayment(after.counters.heapBytes - before.counters.heapBytes),
    walBytesPerPayment: perPayment(after.counters.walBytes - before.counters.walBytes),
    walSyncsPerPayment: perPayment(after.counters.walSyncs - before.counters.walSyncs),
    wholePagesPerPayment: perPayment(after.counters.wholePages - before.counters.wholePages),
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

function countsBetween(
  before: ServiceCounters | undefined,
  after: ServiceCounters | undefined,
  perPayment: (total: number) => number,
): Pick<RunCost, 'roundTripsPerPayment' | 'brokerMessagesPerPayment'> {
  if (before === undefined || after === undefined) {
    return {}
  }
  const roundTripsPerPayment = perPayment(after.roundTrips - before.roundTrips)
  return before.brokerMessages === undefined || after.brokerMessages === undefined
    ? { roundTripsPerPayment }
    : {
        roundTripsPerPayment,
        brokerMessagesPerPayment: perPayment(after.brokerMessages - before.brokerMessages),
      }
}

/** The cost of each process, with what it was in the measured time alone beside it. */
export function withWarmCost({ processes }: RunCost, warm: RunCost): readonly ProcessCost[] {
  const warmOf = new Map(warm.processes.map(({ name, cpuMsPerPayment }) => [name, cpuMsPerPayment]))
  return processes.map((process) => {
    const warmCpuMsPerPayment = warmOf.get(process.name)
    return { ...process, ...(warmCpuMsPerPayment === undefined ? {} : { warmCpuMsPerPayment }) }
  })
}

async function takeReading(system: SystemUnderTest, database: ClientBase): Promise<Reading> {
  const usages = new Map<string, ProcessUsage>(await system.fleet.readUsage())
  for (const { name, processId } of system.servers()) {
    const usage = await readProcessTreeUsage(processId)
    if (usage !== undefined) {
      usages.set(name, usage)
    }
  }
  usages.set(DRIVER, readOwnUsage())
  const broker = system.servers().find(({ name }) => name === BROKER)
  return {
    usages,
    counters: await readServerCounters(database),
    brokerBytes: broker === undefined ? undefined : await readWrittenBytes(broker.processId),
    services: await readServiceCounters(system),
  }
}

/** Of this process alone: the services and servers are its children, and counted for themselves. */
function readOwnUsage(): ProcessUsage {
  const { user, system } = process.cpuUsage()
  return { cpuSeconds: (user + system) / 1_000_000, memoryBytes: process.memoryUsage().rss }
}
