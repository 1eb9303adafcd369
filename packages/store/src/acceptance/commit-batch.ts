import type { StorePool } from '../connection/connect-store.ts'
import { buildAcceptBatch } from './accept-batch.ts'
import type { AcceptanceOutcome, PinnedRequest } from './accept-request.ts'
import { gatherReads } from './gather-reads.ts'
import type { KnownIds } from './known-ids.ts'
import { findUnknownRows, rowsOf } from './known-rows.ts'
import { prepareAcceptance } from './prepare-acceptance.ts'
import { readBatch } from './read-batch.ts'
import { writeBatch } from './write-batch.ts'

export interface CommitBatchDeps {
  readonly pool: StorePool
  /** Monotonic clock. */
  readonly nowNs: () => bigint
  readonly knownIds: KnownIds
}

/**
 * Accepts a batch in one transaction and two round trips, however many messages and rules there are: one claims, locks and reads, one
 * writes and commits. In between, pure code.
 */
export function commitBatch(
  { pool, nowNs, knownIds }: CommitBatchDeps,
  requests: readonly PinnedRequest[],
): Promise<readonly AcceptanceOutcome[]> {
  return pool.session(async (session) => {
    const batch = buildAcceptBatch(requests)
    const { answers, questions } = await readBatch(session, batch, knownIds)
    const { outcomes, writes } = prepareAcceptance(batch, gatherReads(answers, questions), nowNs)
    const unknown = findUnknownRows(writes.messages, knownIds)
    await writeBatch(session, writes, unknown)
    knownIds.add(rowsOf(writes.messages, unknown))
    return outcomes
  })
}
