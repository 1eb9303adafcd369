import type { RunOptions } from '../src/k6/run-options.ts'
import { submitMessage } from '../src/message-submission.ts'
import type { OutgoingMessage, RetryPolicy } from '../src/message-submission.ts'
import type { PaymentMessages } from '../src/payment-messages.ts'
import { paymentDuration, payments, paymentsGivenUp } from './payment-metrics.ts'
import { postMessage } from './post-message.ts'
import type { MessageTarget } from './post-message.ts'
import { runClock } from './run-clock.ts'

/** After a lost answer, and after a refusal that names no time. */
const RETRY_DELAY_MS = 1_000

/** Sends one payment: its credit transfer and, once that is accepted, its status report. False when one was not accepted. */
export async function pay(
  run: RunOptions,
  target: MessageTarget,
  payment: PaymentMessages,
): Promise<boolean> {
  const startedAtMs = runClock.nowMs()
  for (const message of [payment.transfer, payment.report]) {
    if (!(await isAccepted(run, target, message))) {
      paymentsGivenUp.add(1)
      return false
    }
  }
  paymentDuration.add(runClock.nowMs() - startedAtMs)
  payments.add(1)
  return true
}

async function isAccepted(
  run: RunOptions,
  target: MessageTarget,
  message: OutgoingMessage,
): Promise<boolean> {
  const outcome = await submitMessage(
    {
      clock: runClock,
      post: async () => postMessage(target, message),
      record: () => undefined, // The ledger of a run is the bench's; k6 keeps counts only.
      retryPolicy: retryPolicy(run),
    },
    message,
    runClock.nowMs(),
  )
  return outcome.kind === 'accepted'
}

/** A `Retry-After` beyond the time for retries ends them: coming earlier than asked for would be worse than not coming. */
function retryPolicy(run: RunOptions): RetryPolicy {
  return {
    giveUpAfterMs: run.retryForSeconds * 1_000,
    retryDelayMs: RETRY_DELAY_MS,
    retryAfterMaxMs: Infinity,
  }
}
