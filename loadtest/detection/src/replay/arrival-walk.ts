import { TRANSFER } from '../traffic/traffic.ts'
import type { Traffic } from '../traffic/traffic.ts'

export interface ArrivalVisitor {
  transfer(payment: number): void
  report(payment: number): void
}

/**
 * Walks the messages in the order in which the record takes them: each once, and a report that comes before its transfer right after it.
 * @param onMessage told of every message, so that progress can be shown
 */
export function walkArrivals(
  { arrivals, payments }: Pick<Traffic, 'arrivals' | 'payments'>,
  visitor: ArrivalVisitor,
  onMessage?: (done: number) => void,
): void {
  const transfers = new Uint8Array(payments.count)
  const reports = new Uint8Array(payments.count)
  const parked = new Set<number>()
  for (let index = 0; index < arrivals.count; index += 1) {
    const payment = arrivals.payment[index]!
    if (arrivals.message[index] === TRANSFER) {
      if (transfers[payment] === 0) {
        transfers[payment] = 1
        visitor.transfer(payment)
        if (parked.delete(payment)) {
          visitor.report(payment)
        }
      }
    } else if (reports[payment] === 0) {
      reports[payment] = 1
      if (transfers[payment] === 1) {
        visitor.report(payment)
      } else {
        parked.add(payment)
      }
    }
    onMessage?.(index + 1)
  }
}
