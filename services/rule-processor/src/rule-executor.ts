import type { Encoded, PlannedEvent, RuleOutcomes } from '@pantau/contracts'
import type { PartRulesSources } from './part-rules.ts'

/** What became of one planned event: outcomes for all rules of its part, or why it can never have any. */
export type RunAnswer =
  | { readonly kind: 'outcomes'; readonly outcomes: Encoded<RuleOutcomes> }
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * Runs the rules of planned events. A rule that throws, exceeds its time budget or crashes its thread has the outcome `.err`; every
 * other rule of the payment, and every other payment of the batch, keeps its real result.
 */
export interface RuleExecutor {
  /**
   * One answer per message, in the order of the batch.
   *
   * @throws an error with `retryAfterMs` when nothing can be told now: the configuration store is away, or all threads are busy
   */
  run(batch: readonly Encoded<PlannedEvent>[]): Promise<readonly RunAnswer[]>
  /**
   * The same rules on the same threads, for a rehearsal: what is given up in it is told to nobody and suspends nothing, and closing this
   * executor closes it too.
   */
  rehearsal(sources: PartRulesSources): Pick<RuleExecutor, 'run'>
  /** Waits for nothing: run() must not be called after it, and what still runs is given up. */
  close(): Promise<void>
}

/** The executor cannot take more work now; trying again later is safe. */
export class ExecutorBusyError extends Error {
  override readonly name = 'ExecutorBusyError'
  readonly retryAfterMs: number

  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options)
    this.retryAfterMs = retryAfterMs
  }
}
