import type { SizedPart, SizingCost } from './sizing-cost.ts'

/** What is taken for granted besides what was measured. Each is a row of the guide. */
export interface SizingAssumptions {
  /** Payments of the busiest second over those of the average one. */
  readonly peakFactor: number
  /** Share of a processor that is planned to be busy in the busiest second. */
  readonly utilisation: number
  /** Days that payments stay in the database before their partitions are taken away. */
  readonly retentionDays: number
  /** What one database is let grow to: what can still be backed up, restored and vacuumed. */
  readonly databaseBytesMax: number
  /** Write-ahead log per second that one standby is trusted to replay. */
  readonly walBytesPerSecondMax: number
  /** Payments per second that one stream is trusted with. */
  readonly streamPaymentsPerSecondMax: number
}

export const SIZING_ASSUMPTIONS: SizingAssumptions = {
  peakFactor: 4.3,
  utilisation: 0.6,
  retentionDays: 90,
  databaseBytesMax: 8e12,
  walBytesPerSecondMax: 100e6,
  streamPaymentsPerSecondMax: 2_000,
}

/** One for the load and one for when that is away. */
const PROCESSES_MIN = 2
/** A Node process runs JavaScript on one processor, whatever the pod has. */
const PROCESSORS_PER_PROCESS = 1
/** Room for what a run of seconds does not show. */
const MEMORY_HEADROOM = 1.5
const MEMORY_STEP_BYTES = 64 * 1_048_576
const SECONDS_PER_DAY = 86_400

export interface SizedProcesses {
  readonly processes: number
  /** Busy in the busiest second, over all processes. */
  readonly processors: number
  /** To be asked for by each process. */
  readonly memoryBytes: number
}

/** What one load needs. */
export interface Installation {
  readonly paymentsPerDay: number
  readonly averagePerSecond: number
  readonly peakPerSecond: number
  readonly services: Readonly<Record<Exclude<SizedPart, 'postgres' | 'broker'>, SizedProcesses>>
  /** Processors to provide, at the planned utilisation, of all databases together. */
  readonly postgresProcessors: number
  readonly brokerProcessors: number
  readonly walBytesPerDay: number
  readonly walBytesPerSecondAtPeak: number
  readonly heapBytesPerDay: number | undefined
  readonly heapBytesKept: number | undefined
  readonly brokerBytesPerDay: number | undefined
  /** Streams (one per partition of the subject) for each channel. */
  readonly streams: number
  /** Databases that the payments are divided among, and what asks for so many. */
  readonly databases: number
  readonly databasesBecauseOf: 'nothing' | 'disk' | 'write-ahead log'
}

/** Pure arithmetic: cost of one payment times payments. Linear, so it holds as far as the cost of a payment does not grow with the load. */
export function sizeInstallation(
  cost: SizingCost,
  paymentsPerDay: number,
  assumptions: SizingAssumptions = SIZING_ASSUMPTIONS,
): Installation {
  const averagePerSecond = paymentsPerDay / SECONDS_PER_DAY
  const peakPerSecond = averagePerSecond * assumptions.peakFactor
  const busy = (part: SizedPart): number => (peakPerSecond * cost.parts[part].cpuMsPerPayment) / 1_000
  const processesOf = (part: SizedPart): SizedProcesses => ({
    processes: Math.max(
      PROCESSES_MIN,
      Math.ceil(busy(part) / (assumptions.utilisation * PROCESSORS_PER_PROCESS)),
    ),
    processors: busy(part),
    memoryBytes:
      Math.ceil((cost.parts[part].memoryBytes * MEMORY_HEADROOM) / MEMORY_STEP_BYTES) * MEMORY_STEP_BYTES,
  })
  const perDay = (bytes: number | undefined): number | undefined =>
    bytes === undefined ? undefined : bytes * paymentsPerDay
  const heapBytesPerDay = perDay(cost.heapBytesPerPayment)
  const heapBytesKept =
    heapBytesPerDay === undefined ? undefined : heapBytesPerDay * assumptions.retentionDays
  const walBytesPerSecondAtPeak = cost.walBytesPerPayment * peakPerSecond
  return {
    paymentsPerDay,
    averagePerSecond,
    peakPerSecond,
    services: { tms: processesOf('tms'), evaluator: processesOf('evaluator'), relay: processesOf('relay') },
    postgresProcessors: busy('postgres') / assumptions.utilisation,
    brokerProcessors: busy('broker') / assumptions.utilisation,
    walBytesPerDay: cost.walBytesPerPayment * paymentsPerDay,
    walBytesPerSecondAtPeak,
    heapBytesPerDay,
    heapBytesKept,
    brokerBytesPerDay: perDay(cost.brokerBytesPerPayment),
    streams: Math.ceil(peakPerSecond / assumptions.streamPaymentsPerSecondMax),
    ...databasesFor(heapBytesKept ?? 0, walBytesPerSecondAtPeak, assumptions),
  }
}

function databasesFor(
  heapBytesKept: number,
  walBytesPerSecond: number,
  { databaseBytesMax, walBytesPerSecondMax }: SizingAssumptions,
): Pick<Installation, 'databases' | 'databasesBecauseOf'> {
  const byDisk = Math.ceil(heapBytesKept / databaseBytesMax)
  const byLog = Math.ceil(walBytesPerSecond / walBytesPerSecondMax)
  const databases = Math.max(1, byDisk, byLog)
  if (databases === 1) {
    return { databases, databasesBecauseOf: 'nothing' }
  }
  return { databases, databasesBecauseOf: byDisk >= byLog ? 'disk' : 'write-ahead log' }
}
