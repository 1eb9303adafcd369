import type { EvaluationRecord, OutboxKind } from '@pantau/contracts'
import { BEGIN_DURABLE, COMMIT } from '../connection/transaction.ts'
import type { StorePool } from '../connection/connect-store.ts'
import { firstOfEachKey, insertEvaluations } from './statements/insert-evaluations.ts'

/** One evaluation with what leaves with it. */
export interface EvaluationItem {
  readonly record: EvaluationRecord
  readonly outbox: readonly OutboxEntry[]
}

export interface OutboxEntry {
  readonly kind: OutboxKind
  /** Compact JSON for the relay. */
  readonly payload: string
}

/** `duplicate`: the message already has an evaluation, which stays as it is; nothing leaves a second time. */
export type WriteResult = 'written' | 'duplicate'

export interface EvaluationWriter {
  /**
   * Commits a batch, evaluations and outbox together, in one round trip; durable when it resolves. One result per item, in order.
   * @throws StoreUnavailableError
   */
  write(items: readonly EvaluationItem[]): Promise<readonly WriteResult[]>
}

export function createEvaluationWriter(deps: { readonly pool: StorePool }): EvaluationWriter {
  return {
    async write(items) {
      const firsts = firstOfEachKey(items)
      if (firsts.length === 0) {
        return []
      }
      const { written } = await deps.pool.session(({ exchange }) =>
        exchange((send) => ({
          begun: send(BEGIN_DURABLE),
          written: send(insertEvaluations(firsts.map(({ item }) => item))),
          committed: send(COMMIT),
        })),
      )
      const results = items.map((): WriteResult => 'duplicate')
      for (const { position } of written) {
        const first = firsts[position - 1]
        if (first !== undefined) {
          results[first.index] = 'written'
        }
      }
      return results
    },
  }
}
