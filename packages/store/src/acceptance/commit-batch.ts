import type { StorePool } from '../connection/connect-store.ts'
import { StoreUnavailableError } from '../connection/store-error.ts'
import { rebuildAccountStates } from '../facts/rebuild-account-states.ts'
import { StaleAccountStatesError } from '../facts/stale-account-states-error.ts'
import { buildAcceptBatch } from './accept-batch.ts'
import type { AcceptanceOutcome, PinnedRequest } from './accept-request.ts'
import type { CaptureDeps } from './capture-event.ts'
import { decidedItems, decideEvents } from './decide-events.ts'
import type { DecideEvents } from './decide-events.ts'
import { gatherReads } from './gather-reads.ts'
import type { KnownIds } from './known-ids.ts'
import { findUnknownRows, rowsOf } from './known-rows.ts'
import { storedRecord } from '../evaluation/stored-record.ts'
import type { Layouts } from '../layout/create-layouts.ts'
import { layoutKey, missingLayouts } from '../layout/missing-layouts.ts'
import type { BatchWrites } from './batch-writes.ts'
import type { StoredEvent } from './stored-event.ts'
import { prepareAcceptance } from './prepare-acceptance.ts'
import { readBatch } from './read-batch.ts'
import { writeBatch } from './write-batch.ts'

export interface CommitBatchDeps extends CaptureDeps {
  readonly pool: StorePool
  readonly knownIds: KnownIds
  readonly recordLayouts: Layouts
  /** Absent where all is decided behind the broker. */
  readonly decide?: DecideEvents | undefined
}

/** Rebuilds of one batch; each finds all states that are stale, so the second is for what the first brought to light. */
const REBUILDS_MAX = 4

/**
 * Accepts a batch in one transaction and two round trips, however many messages and rules there are: one claims, locks and reads, one
 * writes and commits; a third between them where a message was on record. In between, pure code, and the decision where there is somebody to
 * make it. Account states that are not of this build's
 * layout are rebuilt first, and the batch starts anew.
 */
export async function commitBatch(
  deps: CommitBatchDeps,
  requests: readonly PinnedRequest[],
): Promise<readonly AcceptanceOutcome[]> {
  for (let rebuilds = 0; ; rebuilds += 1) {
    try {
      return await commitInTwoRoundTrips(deps, requests)
    } catch (error) {
      if (!(error instanceof StaleAccountStatesError)) {
        throw error
      }
      if (rebuilds === REBUILDS_MAX) {
        throw new StoreUnavailableError('Account states are stale again as soon as they are rebuilt', {
          cause: error,
        })
      }
      await rebuildAccountStates(deps.pool, error.accounts, { onlyStale: true })
    }
  }
}

function commitInTwoRoundTrips(
  { pool, knownIds, recordLayouts, decide, ...captureDeps }: CommitBatchDeps,
  requests: readonly PinnedRequest[],
): Promise<readonly AcceptanceOutcome[]> {
  return pool.session(async (session) => {
    const batch = buildAcceptBatch(requests)
    const { answers, questions } = await readBatch(session, batch, knownIds)
    const prepared = prepareAcceptance(batch, gatherReads(answers, questions), captureDeps)
    const { writes } = prepared
    const outcomes = await decideEvents(prepared.outcomes, decide)
    const items = decidedItems(outcomes)
    const records = items.map(({ record }) => storedRecord(record, recordLayouts))
    const unknown = findUnknownRows(writes.messages, knownIds)
    const layouts = missingLayouts([...dueEvents(writes), ...records], knownIds)
    await writeBatch(session, writes, unknown, layouts, { items, records })
    knownIds.add(rowsOf(writes.messages, unknown))
    knownIds.add(layouts.map(layoutKey))
    return outcomes
  })
}

function dueEvents({ messages, released }: BatchWrites): readonly StoredEvent[] {
  return [...messages, ...released].flatMap(({ due }) => (due === undefined ? [] : [due.stored]))
}
