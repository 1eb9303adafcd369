import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/durations.ts'
import type { RandomStream } from '../random/random-stream.ts'
import type { PaymentColumns } from '../traffic/payment-columns.ts'
import { sortByTime } from '../traffic/sort-by-time.ts'
import { REPORT, TRANSFER } from '../traffic/traffic.ts'
import type { Arrivals } from '../traffic/traffic.ts'

const LATE_SHARE = 0.005
const DUPLICATE_SHARE = 0.001
const AFTER_MIDNIGHT_SHARE = 0.0005
const SKEWED_SHARE = 0.0001
const TRANSIT_LEAST_MS = 5
const TRANSIT_MEAN_MS = 25

/**
 * Sends both messages of every payment: most at once, some late by minutes or hours, some twice, some only after midnight, so that a
 * report may come before its transfer. A few clocks are wrong: their event times are moved in place, after the arrival was fixed.
 */
export function arrangeArrivals(random: RandomStream, payments: PaymentColumns): Arrivals {
  const times: number[] = []
  const paymentOf: number[] = []
  const messageOf: number[] = []
  const send = (payment: number, message: number, atMs: number): void => {
    times.push(atMs)
    paymentOf.push(payment)
    messageOf.push(message)
  }
  for (let payment = 0; payment < payments.count; payment += 1) {
    const createdAtMs = payments.createdAtMs[payment]!
    const reportedAtMs = payments.reportedAtMs[payment]!
    const lateMs = random.chance(LATE_SHARE) ? random.exponential(45 * MINUTE_MS) + MINUTE_MS : 0
    const transferMs = createdAtMs + lateMs + transit(random)
    const reportMs = reportedAtMs + lateMs + transit(random)
    // The two messages travel on their own: over midnight one of them may be held back.
    const heldMs = random.chance(AFTER_MIDNIGHT_SHARE) ? untilMidnightMs(createdAtMs) + HOUR_MS : 0
    send(payment, TRANSFER, transferMs + (random.chance(0.5) ? heldMs : 0))
    send(payment, REPORT, Math.max(reportMs, transferMs + 1) + (random.chance(0.5) ? heldMs : 0))
    if (random.chance(DUPLICATE_SHARE)) {
      send(payment, random.chance(0.5) ? TRANSFER : REPORT, reportMs + random.exponential(20 * MINUTE_MS))
    }
    if (random.chance(SKEWED_SHARE)) {
      const skewMs = Math.round(random.between(-90, 90) * MINUTE_MS)
      payments.createdAtMs[payment] = createdAtMs + skewMs
      payments.reportedAtMs[payment] = reportedAtMs + skewMs
    }
  }
  const order = sortByTime(Float64Array.from(times, Math.round))
  return {
    count: order.length,
    payment: order.map((index) => paymentOf[index]!),
    message: Uint8Array.from(order, (index) => messageOf[index]!),
  }
}

function transit(random: RandomStream): number {
  return TRANSIT_LEAST_MS + random.exponential(TRANSIT_MEAN_MS)
}

function untilMidnightMs(atMs: number): number {
  return DAY_MS - (atMs % DAY_MS)
}
