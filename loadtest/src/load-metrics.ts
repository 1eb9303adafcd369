import type { DecisionState } from './answer.ts'
import type { LatencySummary } from './latency-histogram.ts'
import { LatencyHistogram } from './latency-histogram.ts'

export interface LoadSummary {
  /** Answers by label, over the whole run with warm-up. */
  readonly answers: Readonly<Record<string, number>>
  /** Answers to status reports by what they say of the decision, over the whole run; absent where none did. */
  readonly decisions?: Readonly<Record<string, number>>
  readonly paymentsCompleted: number
  readonly paymentsFailed: number
  /** From the scheduled time of the payment to the 200 of its credit transfer. */
  readonly transferAccept: LatencySummary
  /** From the moment at which the status report could be sent (the transfer's 200) to its own 200. */
  readonly reportAccept: LatencySummary
  /** From the scheduled time of the payment to the 200 of its status report. */
  readonly payment: LatencySummary
  /** How late the driver itself started payments. Where this is not small, the driver was the bottleneck. */
  readonly startLag: LatencySummary
}

/** What the load driver counts while it runs. Latencies of payments due before `measureFromMs` (warm-up) are left out. */
export class LoadMetrics {
  readonly #measureFromMs: number
  readonly #answers = new Map<string, number>()
  readonly #decisions = new Map<string, number>()
  readonly #transferAccept = new LatencyHistogram()
  readonly #reportAccept = new LatencyHistogram()
  readonly #payment = new LatencyHistogram()
  readonly #startLag = new LatencyHistogram()
  #paymentsCompleted = 0
  #paymentsFailed = 0

  constructor(measureFromMs: number) {
    this.#measureFromMs = measureFromMs
  }

  get paymentsCompleted(): number {
    return this.#paymentsCompleted
  }

  get paymentsFailed(): number {
    return this.#paymentsFailed
  }

  get tail(): { readonly p50Ms: number; readonly p99Ms: number } {
    return { p50Ms: this.#payment.percentileMs(50), p99Ms: this.#payment.percentileMs(99) }
  }

  /** @param decision what the answer says of it */
  answered(label: string, decision?: DecisionState): void {
    count(this.#answers, label)
    if (decision !== undefined) {
      count(this.#decisions, decision)
    }
  }

  started(lagMs: number): void {
    this.#startLag.record(lagMs)
  }

  transferAccepted(dueAtMs: number, acceptedAtMs: number): void {
    if (dueAtMs >= this.#measureFromMs) {
      this.#transferAccept.record(acceptedAtMs - dueAtMs)
    }
  }

  reportAccepted(paymentDueAtMs: number, reportDueAtMs: number, acceptedAtMs: number): void {
    this.#paymentsCompleted += 1
    if (paymentDueAtMs >= this.#measureFromMs) {
      this.#reportAccept.record(acceptedAtMs - reportDueAtMs)
      this.#payment.record(acceptedAtMs - paymentDueAtMs)
    }
  }

  paymentFailed(): void {
    this.#paymentsFailed += 1
  }

  summary(): LoadSummary {
    return {
      answers: byLabel(this.#answers),
      ...(this.#decisions.size === 0 ? {} : { decisions: byLabel(this.#decisions) }),
      paymentsCompleted: this.#paymentsCompleted,
      paymentsFailed: this.#paymentsFailed,
      transferAccept: this.#transferAccept.summary(),
      reportAccept: this.#reportAccept.summary(),
      payment: this.#payment.summary(),
      startLag: this.#startLag.summary(),
    }
  }
}

function count(counts: Map<string, number>, label: string): void {
  counts.set(label, (counts.get(label) ?? 0) + 1)
}

function byLabel(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b)))
}
