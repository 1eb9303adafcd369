import { STATUS_REPORT_DELAY_MS } from '../payment-messages.ts'
import type { PaymentDetails } from '../payment-messages.ts'

/** When a historic message was accepted, by how much after the time that it bears. */
export const ACCEPTED_AFTER_MS = 7

/** The times of one historic payment. */
export interface HistoryTimes {
  readonly createdAtMs: number
  readonly reportedAtMs: number
  readonly transferAcceptedAtMs: number
  readonly reportAcceptedAtMs: number
}

export function historyTimes({ createdAtEpochMs }: PaymentDetails): HistoryTimes {
  const reportedAtMs = createdAtEpochMs + STATUS_REPORT_DELAY_MS
  return {
    createdAtMs: createdAtEpochMs,
    reportedAtMs,
    transferAcceptedAtMs: createdAtEpochMs + ACCEPTED_AFTER_MS,
    reportAcceptedAtMs: reportedAtMs + ACCEPTED_AFTER_MS,
  }
}
