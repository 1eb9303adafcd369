import { Counter, Trend } from 'k6/metrics'

/** Payments whose two messages were both accepted. */
export const payments = new Counter('payments')
/** Payments of which a message was not accepted in the end. */
export const paymentsGivenUp = new Counter('payments_given_up')
export const refused503 = new Counter('refused_503')
export const refused429 = new Counter('refused_429')
/** Answers of 429 and 503 that do not say when to come again, which both must. */
export const refusalsWithoutRetryAfter = new Counter('refusals_without_retry_after')
export const retryAfterSeconds = new Trend('retry_after_seconds')
/** From the first byte of a message to the last of the answer that accepts it, by `message_type`. */
export const answerDuration = new Trend('answer_duration', true)
export const refusalDuration = new Trend('refusal_duration', true)
/** From the start of a payment to the answer that accepts its second message, retries and waits included. */
export const paymentDuration = new Trend('payment_duration', true)
