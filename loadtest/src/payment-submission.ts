import { answerLabel } from './answer.ts'
import type { LoadMetrics } from './load-metrics.ts'
import type { MessageSubmissionDeps, SubmissionOutcome } from './message-submission.ts'
import { submitMessage } from './message-submission.ts'
import type { SubmitPayment } from './open-loop.ts'
import type { PaymentMessages } from './payment-messages.ts'

type Post = MessageSubmissionDeps['post']

export interface PaymentSubmissionDeps extends Omit<MessageSubmissionDeps, 'post'> {
  /** @param index of the payment that the message is of */
  readonly post: (...args: [...Parameters<Post>, index: number]) => ReturnType<Post>
  readonly messages: (index: number, createdAtEpochMs: number) => PaymentMessages
  readonly metrics: LoadMetrics
  /** Told about a message that was not accepted in the end. */
  readonly onFailure?: (messageId: string, outcome: Exclude<SubmissionOutcome, { kind: 'accepted' }>) => void
}

/** Sends one payment: its credit transfer and, once that is accepted, its status report. */
export function createPaymentSubmission(deps: PaymentSubmissionDeps): SubmitPayment {
  const { clock, metrics } = deps
  return async (index, dueAtMs) => {
    const messageDeps: MessageSubmissionDeps = {
      ...deps,
      post: async (...message) => {
        const answer = await deps.post(...message, index)
        metrics.answered(answerLabel(answer), answer.kind === 'answered' ? answer.decision : undefined)
        return answer
      },
    }
    const payment = deps.messages(index, clock.epochMs(dueAtMs))
    const transfer = await submitMessage(messageDeps, payment.transfer, dueAtMs)
    if (transfer.kind !== 'accepted') {
      metrics.paymentFailed()
      deps.onFailure?.(payment.transfer.messageId, transfer)
      return
    }
    metrics.transferAccepted(dueAtMs, transfer.acceptedAtMs)
    const report = await submitMessage(messageDeps, payment.report, transfer.acceptedAtMs)
    if (report.kind !== 'accepted') {
      metrics.paymentFailed()
      deps.onFailure?.(payment.report.messageId, report)
      return
    }
    metrics.reportAccepted(dueAtMs, transfer.acceptedAtMs, report.acceptedAtMs)
  }
}
