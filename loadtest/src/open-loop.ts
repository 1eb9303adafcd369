import type { ArrivalSchedule } from './arrival-schedule.ts'
import type { Clock } from './clock.ts'
import { InFlight } from './in-flight.ts'

/** Starts the submission of payment `index`; `dueAtMs` is when it should have been sent, by the driver's clock. */
export type SubmitPayment = (index: number, dueAtMs: number) => Promise<void>

export interface OpenLoopOptions {
  readonly arrivals: ArrivalSchedule
  /** The run ends before the first payment that is due at or after this, or after `paymentCount` payments. */
  readonly durationMs: number
  readonly paymentCount: number
  /** Ends the run earlier: asked before each payment, with the number of payments so far. */
  readonly stopWhen?: (paymentCount: number) => boolean
  /** Over this many submissions at once sending waits; the latency still counts from the scheduled time. */
  readonly inFlightMax: number
  readonly clock: Clock
  readonly submit: SubmitPayment
  /** How late the driver itself was in starting a payment. */
  readonly onStarted?: (lagMs: number) => void
}

export interface OpenLoopRun {
  readonly startedAtMs: number
  readonly paymentCount: number
  /** Payments that had to wait for a place because `inFlightMax` was reached. */
  readonly heldBackCount: number
}

/**
 * Sends on a schedule that does not depend on how fast answers come. A system that stalls is asked just as often as before, and the
 * requests that pile up count their whole wait: this is what avoids coordinated omission (Gil Tene, wrk2).
 */
export async function runOpenLoop(options: OpenLoopOptions): Promise<OpenLoopRun> {
  const { arrivals, clock, submit } = options
  const inFlight = new InFlight(options.inFlightMax)
  const startedAtMs = clock.nowMs()
  let index = 0
  let heldBackCount = 0
  while (index < options.paymentCount && options.stopWhen?.(index) !== true) {
    const dueAfterMs = arrivals.next().value
    if (dueAfterMs >= options.durationMs) {
      break
    }
    const dueAtMs = startedAtMs + dueAfterMs
    await clock.waitUntil(dueAtMs)
    if (inFlight.isFull) {
      heldBackCount += 1
    }
    const payment = index
    await inFlight.start(() => {
      options.onStarted?.(clock.nowMs() - dueAtMs)
      return submit(payment, dueAtMs)
    })
    index += 1
  }
  await inFlight.drained()
  return { startedAtMs, paymentCount: index, heldBackCount }
}
