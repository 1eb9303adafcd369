export const DECISION_STATES = ['decided', 'undecided', 'not-evaluated'] as const
export type DecisionState = (typeof DECISION_STATES)[number]

/** What one attempt to send a message came to. A timeout is its own kind: the service promises an answer, never a timeout. */
export type Answer = {
  /** From the attempt to the moment at which it was written to a connection: the driver's own time, not the service's. */
  readonly waitedMs?: number
} & (
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly retryAfterMs?: number
      readonly bodyText?: string
      /** What the reply says of the decision, where it was asked for. */
      readonly decision?: DecisionState
    }
  | { readonly kind: 'connection-error'; readonly code: string }
  | { readonly kind: 'timeout' }
)

/**
 * The answer as one word for counters and the ledger file: the status, `503-without-retry-after` for a refusal that does not say
 * when to come back, `connection-error` or `timeout`.
 */
export function answerLabel(answer: Answer): string {
  switch (answer.kind) {
    case 'answered':
      return answer.status === 503 && answer.retryAfterMs === undefined
        ? '503-without-retry-after'
        : String(answer.status)
    case 'connection-error':
      return 'connection-error'
    case 'timeout':
      return 'timeout'
  }
}
