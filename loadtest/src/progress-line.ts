import type { LoadMetrics } from './load-metrics.ts'

const INTERVAL_MS = 1000

/** Writes one line about the run every second: seconds, payments done, the last second's rate, median and tail. */
export class ProgressLine {
  readonly #timer: NodeJS.Timeout
  #seconds = 0
  #lastCompleted = 0

  constructor(metrics: LoadMetrics, write: (line: string) => void) {
    this.#timer = setInterval(() => {
      this.#seconds += INTERVAL_MS / 1000
      const completed = metrics.paymentsCompleted
      const rate = (completed - this.#lastCompleted) / (INTERVAL_MS / 1000)
      this.#lastCompleted = completed
      const { p50Ms, p99Ms } = metrics.tail
      write(
        `${String(this.#seconds).padStart(5)} s  ${String(completed).padStart(9)} payments  ${rate.toFixed(0).padStart(6)}/s  ` +
          `p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms  failed ${metrics.paymentsFailed}`,
      )
    }, INTERVAL_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
