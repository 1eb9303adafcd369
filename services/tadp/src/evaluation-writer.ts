import type { EvaluationRecord, OutboxKind } from '@pantau/contracts'

/** One evaluation with what leaves with it. */
export interface EvaluationItem {
  readonly record: EvaluationRecord
  /** Whether later payments of its accounts are to know that it alerted. */
  readonly isFinding: boolean
  readonly outbox: readonly { readonly kind: OutboxKind; readonly payload: string }[]
}

/** What this stage needs of the store. */
export interface EvaluationWriter {
  /**
   * Commits a batch, evaluations and outbox together; durable when it resolves. One result per item, in order. `duplicate`: the message
   * already has an evaluation, which stays as it is, and nothing leaves a second time.
   *
   * @throws an error with `retryAfterMs` while the store is away
   */
  write(items: readonly EvaluationItem[]): Promise<readonly ('written' | 'duplicate')[]>
}
