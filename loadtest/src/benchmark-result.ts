import type { ConfigurationSummary } from './configuration-summary.ts'
import type { HistorySummary } from './history/preload-history.ts'
import type { LoadSummary } from './load-metrics.ts'
import type { PercentileCurve } from './percentiles.ts'

/** Exact percentiles over stored evaluations, in milliseconds. */
export interface ExactLatency {
  readonly count: number
  readonly meanMs: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly p999Ms: number
  readonly maxMs: number
  readonly within35MsPercent: number
  readonly within100MsPercent: number
  readonly within250MsPercent: number
  readonly curve: PercentileCurve
}

export interface ProcessCost {
  readonly name: string
  readonly cpuSeconds: number
  readonly cpuMsPerPayment: number
  /** Of the measured time alone, without the load's warm-up, in which code is compiled. Results from before this was measured lack it. */
  readonly warmCpuMsPerPayment?: number
  /** Proportional set size at the end of the load. */
  readonly memoryBytes: number
}

/** Messages that were accepted and evaluated in one second of the run. */
export interface TimelineSecond {
  readonly second: number
  readonly accepted: number
  readonly evaluated: number
}

/** From acceptance to evaluation, of payments to the account that most go to, and of all others. */
export interface HotAccountTimes {
  readonly toHotAccount: ExactLatency
  readonly toOthers: ExactLatency
}

/** The client's ledger compared with the database. A run whose check does not hold has no result. */
export interface LedgerCheck {
  readonly messagesSent: number
  readonly transfersAccepted: number
  readonly reportsAccepted: number
  readonly transfersNotStored: number
  readonly reportsNotStored: number
  readonly reportsNotEvaluated: number
  readonly messagesStoredTwice: number
  readonly messagesEvaluatedTwice: number
  readonly examples: readonly string[]
  readonly holds: boolean
}

export interface BenchmarkResult {
  readonly formatVersion: 1
  readonly title: string
  readonly startedAt: string
  readonly options: Readonly<Record<string, string | number | boolean>>
  readonly configuration: ConfigurationSummary
  /** What was on record before the run; absent when nothing was. */
  readonly history?: HistorySummary
  readonly machine: Readonly<Record<string, string | number>>
  readonly versions: Readonly<Record<string, string>>
  readonly durability: Readonly<Record<string, string>>
  readonly load: LoadSummary
  readonly heldBackCount: number
  readonly measuredSeconds: number
  /** Status reports evaluated within the measured window, per second: payments completed (one pacs.008 and one pacs.002 each). */
  readonly ftps: number
  /** Accepted and not yet evaluated when the last payment was answered, and how long it took until nothing was waiting. */
  readonly backlogAtLoadEnd: number
  readonly drainMs: number
  /** From the commit that accepted the status report to the commit of its evaluation. */
  readonly acceptToEvaluation: ExactLatency
  /** From the moment at which the status report was due to be sent to the commit of its evaluation. */
  readonly dueToEvaluation: ExactLatency
  /** Absent without a hot account. */
  readonly hotAccount?: HotAccountTimes
  /** What the tables and their indexes grew by. Results from before this was measured lack it. */
  readonly heapBytesPerPayment?: number
  readonly walBytesPerPayment: number
  /** What the broker gave its disk to write; absent without a broker. Results from before this was measured lack it. */
  readonly brokerBytesPerPayment?: number
  readonly walSyncsPerPayment: number
  /** Exchanges of all services with PostgreSQL, those of polling included. Results from before this was measured lack it. */
  readonly roundTripsPerPayment?: number
  /** Messages (frames) that the broker stored; absent without a broker. Results from before this was measured lack it. */
  readonly brokerMessagesPerPayment?: number
  /** Pages that the log holds whole, each at its first change after a checkpoint. Results from before this was measured lack it. */
  readonly wholePagesPerPayment?: number
  readonly processes: readonly ProcessCost[]
  /** Spans that came to the collector, the warm-up's included; absent where nothing was traced. */
  readonly spansReceived?: number
  readonly timeline: readonly TimelineSecond[]
  readonly ledger: LedgerCheck
  /** The first messages that were not accepted in the end, with their last answer. */
  readonly failures: readonly string[]
}
