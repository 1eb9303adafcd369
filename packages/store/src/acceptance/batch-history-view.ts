import { ATTEMPTS_MAX } from '@pantau/rule-kit'
import type { AttemptRequest, HistoryView, Payment } from '@pantau/rule-kit'
import type { AttemptOverlay } from './attempt-overlay.ts'
import type { HistoryRead, RecordedInstruction } from './batch-reads.ts'

/**
 * A capture asked for history that was not read. It happens when the batch's own messages turned out otherwise than they were
 * taken to be for reading; alone in its batch, a message cannot run into it. Never answered with "none".
 */
export class HistoryNotReadError extends Error {
  override readonly name = 'HistoryNotReadError'
}

export interface BatchHistoryOptions {
  readonly payment: Payment
  readonly read: HistoryRead
  readonly overlay: AttemptOverlay
  /** The payment as the database has it: an earlier status report of the same payment is no other attempt. */
  readonly recorded: RecordedInstruction | undefined
}

/** History as of a message's place in the accepted order: what was committed, and what this batch has added before it. */
export function createBatchHistoryView(options: BatchHistoryOptions): HistoryView {
  const { payment, read, overlay } = options
  return {
    attemptTimesMs(request) {
      const committed = withoutOwnAttempt(findRead(read, request), request, options.recorded)
      const added = overlay
        .of(payment.tenantId, request.accountId, request.direction)
        .filter(
          ({ endToEndId, occurredAtMs }) =>
            endToEndId !== payment.endToEndId && isInside(occurredAtMs, request),
        )
        .map(({ occurredAtMs }) => occurredAtMs)
      return [...committed, ...added].sort((left, right) => right - left).slice(0, ATTEMPTS_MAX)
    },
    conditionsInForce: () => read.conditions,
  }
}

function isInside(timeMs: number, { fromMs, toMs }: AttemptRequest): boolean {
  return fromMs <= timeMs && timeMs <= toMs
}

function findRead(read: HistoryRead, request: AttemptRequest): readonly number[] {
  const found = read.attempts.find(
    (attempts) =>
      attempts.accountId === request.accountId &&
      attempts.direction === request.direction &&
      attempts.fromMs === request.fromMs &&
      attempts.toMs === request.toMs,
  )
  if (found === undefined) {
    throw new HistoryNotReadError('The history of an account was not read for this window')
  }
  return found.timesMs
}

/** A payment is at most one attempt, so at most one time goes; which of several equal ones makes no difference. */
function withoutOwnAttempt(
  timesMs: readonly number[],
  request: AttemptRequest,
  recorded: RecordedInstruction | undefined,
): readonly number[] {
  if (recorded?.firstStatusAtMs === undefined) {
    return timesMs
  }
  const { debtor, creditor } = recorded.instruction
  const ownAccount = request.direction === 'sent' ? debtor.accountId : creditor.accountId
  const index = ownAccount === request.accountId ? timesMs.indexOf(recorded.firstStatusAtMs) : -1
  return index === -1 ? timesMs : timesMs.filter((_, position) => position !== index)
}
