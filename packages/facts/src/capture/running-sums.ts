import type { RecentPayment } from '../state/side-state.ts'

/** What the newest payments of a currency come to. */
export interface PaymentSum {
  readonly sumMinor: bigint
  readonly count: number
}

const NOTHING: PaymentSum = { sumMinor: 0n, count: 0 }

/** Sums of the newest payments, for windows of any length: each payment is added once, as far as the longest window asks. */
export class RunningSums {
  private readonly payments: readonly RecentPayment[]
  private readonly sums: PaymentSum[] = [NOTHING]
  private currency: string | undefined

  constructor(payments: readonly RecentPayment[]) {
    this.payments = payments
  }

  /** Of the first `end` payments, those of the currency. */
  upTo(end: number, currency: string): PaymentSum {
    if (this.currency !== currency) {
      this.currency = currency
      this.sums.length = 1
    }
    let last = this.sums[Math.min(end, this.sums.length - 1)] ?? NOTHING
    while (this.sums.length <= end) {
      const payment = this.payments[this.sums.length - 1]
      if (payment?.currency === currency) {
        last = { sumMinor: last.sumMinor + payment.amountMinor, count: last.count + 1 }
      }
      this.sums.push(last)
    }
    return last
  }
}
