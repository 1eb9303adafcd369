import type { EvaluationRecord, OutboxKind } from '@pantau/contracts'
import { BEGIN, COMMIT, DURABLE } from '../connection/transaction.ts'
import type { StorePool } from '../connection/connect-store.ts'
import { createKnownIds } from '../acceptance/known-ids.ts'
import { sendUnlessEmpty } from '../acceptance/send-unless-empty.ts'
import { createLayouts } from '../layout/create-layouts.ts'
import { layoutKey, missingLayouts } from '../layout/missing-layouts.ts'
import { insertLayouts } from '../layout/statements/insert-layouts.ts'
import { storedRecord } from './stored-record.ts'
import { firstOfEachKey, insertEvaluations } from './statements/insert-evaluations.ts'

/** Layouts that are known to be stored; there are few. */
const LAYOUTS_MAX = 1_000

/** One evaluation with what leaves with it. */
export interface EvaluationItem {
  readonly record: EvaluationRecord
  /** Whether later payments of its accounts are to know of it (`isFinding` of `@pantau/evaluation`). */
  readonly isFinding: boolean
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
   * Commits a batch, evaluations, findings and outbox together, in one round trip; durable when it resolves. One result per item, in order.
   * @throws StoreUnavailableError
   */
  write(items: readonly EvaluationItem[]): Promise<readonly WriteResult[]>
}

export function createEvaluationWriter(deps: { readonly pool: StorePool }): EvaluationWriter {
  const layouts = createLayouts()
  const storedLayouts = createKnownIds(LAYOUTS_MAX)
  return {
    async write(items) {
      const firsts = firstOfEachKey(items)
      if (firsts.length === 0) {
        return []
      }
      const records = firsts.map(({ item }) => storedRecord(item.record, layouts))
      const missing = missingLayouts(records, storedLayouts)
      const { written } = await deps.pool
        .session(({ exchange }) =>
          exchange((send) => ({
            begun: send(BEGIN),
            durable: send(DURABLE),
            layouts: sendUnlessEmpty(missing, (some) => send(insertLayouts(some))),
            written: send(
              insertEvaluations(
                firsts.map(({ item }) => item),
                records,
              ),
            ),
            committed: send(COMMIT),
          })),
        )
        .catch((error: unknown) => {
          // The database behind the next connection may be another, with less in it.
          storedLayouts.clear()
          throw error
        })
      storedLayouts.add(missing.map(layoutKey))
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
