import { historicPayment, settlementOutcome } from '@pantau/facts'
import type { FoldedOwn } from '@pantau/facts'
import { isSelfTransfer } from '@pantau/rule-kit'
import type { PaymentInstruction } from '@pantau/rule-kit'
import type { BatchHistory } from './batch-history.ts'
import type { FinalStatus, RecordedInstruction, StatusReport } from './batch-reads.ts'
import type { NotedStatuses } from './batch-writes.ts'

/** How far a payment is: what was reported of it before, and what this batch adds. */
export interface PaymentProgress {
  /** Event time of the first status report, which made it an attempt. */
  attemptAtMs?: number
  /** The first status that decided what becomes of it. */
  finalStatus?: FinalStatus
  readonly added: { -readonly [K in keyof NotedStatuses]: NotedStatuses[K] }
}

export function paymentProgress(recorded: RecordedInstruction | undefined): PaymentProgress {
  const progress: PaymentProgress = { added: {} }
  if (recorded?.firstStatusAtMs !== undefined) {
    progress.attemptAtMs = recorded.firstStatusAtMs
  }
  if (recorded?.finalStatus !== undefined) {
    progress.finalStatus = recorded.finalStatus
  }
  return progress
}

/**
 * Folds what a status report says into the history: the first of a payment makes it an attempt that later payments count, whatever the
 * status is; the first that is final decides whether it is settled. Of payments from an account to itself only attempts are kept.
 */
export function foldStatus(
  history: BatchHistory,
  progress: PaymentProgress,
  instruction: PaymentInstruction,
  report: StatusReport,
): void {
  const { tenantId, occurredAtMs, status } = report
  if (progress.attemptAtMs === undefined) {
    progress.attemptAtMs = occurredAtMs
    progress.added.firstStatus = report
    history.foldAttempt(tenantId, instruction.debtor.accountId, instruction.creditor.accountId, occurredAtMs)
  }
  const outcome = settlementOutcome(status)
  if (progress.finalStatus === undefined && outcome !== 'open') {
    progress.finalStatus = { status, occurredAtMs }
    progress.added.finalStatus = report
    if (outcome === 'settled' && !isSelfTransfer({ instruction })) {
      history.foldSettlement(tenantId, historicPayment({ instruction, occurredAtMs }))
    }
  }
}

/**
 * What of a payment is in the history already, to be left out when it is judged again. Nothing where another credit transfer of the same
 * payment is judged that names other parties or another amount: what was folded is then no part of what that one says.
 */
export function foldedOwn(
  progress: PaymentProgress,
  folded: PaymentInstruction,
  judged: PaymentInstruction,
): FoldedOwn {
  const { attemptAtMs, finalStatus } = progress
  if (attemptAtMs === undefined || !isSamePayment(folded, judged)) {
    return {}
  }
  const isSettled = finalStatus !== undefined && settlementOutcome(finalStatus.status) === 'settled'
  return { attemptAtMs, ...(isSettled ? { settledAtMs: finalStatus.occurredAtMs } : {}) }
}

function isSamePayment(left: PaymentInstruction, right: PaymentInstruction): boolean {
  return (
    left === right ||
    (left.debtor.accountId === right.debtor.accountId &&
      left.creditor.accountId === right.creditor.accountId &&
      left.instructed.amountMinor === right.instructed.amountMinor &&
      left.instructed.currency === right.instructed.currency)
  )
}
