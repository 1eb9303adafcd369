import { createHistogram } from 'node:perf_hooks'
import type { PercentileCurve } from './percentiles.ts'
import { PLOT_PERCENTILES } from './percentiles.ts'

const HIGHEST_US = 3_600_000_000

export interface LatencySummary {
  readonly count: number
  readonly meanMs: number
  readonly p50Ms: number
  readonly p90Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly p999Ms: number
  readonly maxMs: number
  readonly curve: PercentileCurve
}

/** A high-dynamic-range histogram (three significant digits, one microsecond to one hour) of latencies. */
export class LatencyHistogram {
  readonly #histogram = createHistogram({ lowest: 1, highest: HIGHEST_US, figures: 3 })

  record(latencyMs: number): void {
    this.#histogram.record(Math.min(HIGHEST_US, Math.max(1, Math.round(latencyMs * 1000))))
  }

  get count(): number {
    return this.#histogram.count
  }

  /** Milliseconds under which `percentile` percent of the recorded latencies lie; 0 while nothing is recorded. */
  percentileMs(percentile: number): number {
    if (this.count === 0) {
      return 0
    }
    return percentile <= 0 ? this.#histogram.min / 1000 : this.#histogram.percentile(percentile) / 1000
  }

  summary(): LatencySummary {
    return {
      count: this.count,
      meanMs: this.count === 0 ? 0 : this.#histogram.mean / 1000,
      p50Ms: this.percentileMs(50),
      p90Ms: this.percentileMs(90),
      p95Ms: this.percentileMs(95),
      p99Ms: this.percentileMs(99),
      p999Ms: this.percentileMs(99.9),
      maxMs: this.percentileMs(100),
      curve: PLOT_PERCENTILES.map((percentile) => [percentile, this.percentileMs(percentile)] as const),
    }
  }
}
