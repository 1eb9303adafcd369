import type { Clock } from './clock.ts'
import type { SubmitPayment } from './open-loop.ts'

export interface ClosedLoopOptions {
  readonly clientCount: number
  readonly durationMs: number
  readonly paymentCount: number
  readonly clock: Clock
  readonly submit: SubmitPayment
}

export interface ClosedLoopRun {
  readonly startedAtMs: number
  readonly paymentCount: number
}

/**
 * `clientCount` clients, each sending its next payment when the last one is answered: finds the highest throughput. Its latencies
 * are those of a load that slows down with the system, so they are never published as the system's latency.
 */
export async function runClosedLoop(options: ClosedLoopOptions): Promise<ClosedLoopRun> {
  const { clock, submit } = options
  const startedAtMs = clock.nowMs()
  const endsAtMs = startedAtMs + options.durationMs
  let paymentCount = 0
  const client = async (): Promise<void> => {
    while (paymentCount < options.paymentCount && clock.nowMs() < endsAtMs) {
      const index = paymentCount
      paymentCount += 1
      await submit(index, clock.nowMs())
    }
  }
  await Promise.all(Array.from({ length: options.clientCount }, client))
  return { startedAtMs, paymentCount }
}
