import type { TransactionType } from '@pantau/rule-kit'
import type { Answer } from './answer.ts'
import { answerLabel } from './answer.ts'
import type { Clock } from './clock.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/** One message of a payment, ready to send; a retry sends the very same text. */
export interface OutgoingMessage {
  readonly transactionType: TransactionType
  readonly messageId: string
  readonly body: string
}

export type SubmissionOutcome =
  | { readonly kind: 'accepted'; readonly attemptCount: number; readonly acceptedAtMs: number }
  /** Answered with a status that trying again cannot change, such as 400 or 409. */
  | {
      readonly kind: 'refused'
      readonly attemptCount: number
      readonly status: number
      readonly bodyText: string
    }
  | { readonly kind: 'gave-up'; readonly attemptCount: number; readonly last: Answer }

export interface RetryPolicy {
  /** No attempt starts later than this after the first. */
  readonly giveUpAfterMs: number
  /** Delay after a connection error, a timeout, or a refusal without `Retry-After`. */
  readonly retryDelayMs: number
  /** `Retry-After` is honoured up to this delay. */
  readonly retryAfterMaxMs: number
}

export interface MessageSubmissionDeps {
  readonly clock: Clock
  /** @param dueAtMs when the attempt should be made, by the driver's clock */
  readonly post: (transactionType: TransactionType, body: string, dueAtMs: number) => Promise<Answer>
  readonly record: (entry: LedgerEntry) => void
  readonly retryPolicy: RetryPolicy
}

/**
 * Sends one message until it is accepted, refused for good, or the policy's time is over. What a careful payment system does:
 * after 503, 429, a lost connection or a timeout the outcome is unknown, so the same message is sent again.
 */
export async function submitMessage(
  deps: MessageSubmissionDeps,
  message: OutgoingMessage,
  dueAtMs: number,
): Promise<SubmissionOutcome> {
  const { clock, retryPolicy } = deps
  const { transactionType, messageId } = message
  const dueAtEpochMs = clock.epochMs(dueAtMs)
  const giveUpAtMs = clock.nowMs() + retryPolicy.giveUpAfterMs
  deps.record({ atEpochMs: dueAtEpochMs, transactionType, messageId, event: 'due' })
  let attemptDueAtMs = dueAtMs
  for (let attemptCount = 1; ; attemptCount += 1) {
    const answer = await deps.post(transactionType, message.body, attemptDueAtMs)
    const answeredAtMs = clock.nowMs()
    deps.record({
      atEpochMs: clock.epochMs(answeredAtMs),
      transactionType,
      messageId,
      event: answerLabel(answer),
    })
    if (answer.kind === 'answered' && answer.status === 200) {
      return { kind: 'accepted', attemptCount, acceptedAtMs: answeredAtMs }
    }
    const retryDelayMs = delayBeforeRetryMs(answer, retryPolicy)
    if (retryDelayMs === undefined && answer.kind === 'answered') {
      return { kind: 'refused', attemptCount, status: answer.status, bodyText: answer.bodyText ?? '' }
    }
    const retryAtMs = answeredAtMs + (retryDelayMs ?? retryPolicy.retryDelayMs)
    if (retryAtMs > giveUpAtMs) {
      return { kind: 'gave-up', attemptCount, last: answer }
    }
    await clock.waitUntil(retryAtMs)
    attemptDueAtMs = retryAtMs
  }
}

function delayBeforeRetryMs(answer: Answer, policy: RetryPolicy): number | undefined {
  if (answer.kind !== 'answered') {
    return policy.retryDelayMs
  }
  if (answer.status !== 503 && answer.status !== 429) {
    return undefined
  }
  return Math.min(answer.retryAfterMs ?? policy.retryDelayMs, policy.retryAfterMaxMs)
}
