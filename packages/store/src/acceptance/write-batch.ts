import type { StoreSession } from '../connection/store-session.ts'
import { COMMIT } from '../connection/transaction.ts'
import type { Layout } from '../layout/layout.ts'
import { insertLayouts } from '../layout/statements/insert-layouts.ts'
import { PARKED_HOLD_MS, VISIBLE_AFTER_MS } from '../reconciliation/watermark-bounds.ts'
import { lowerWatermark } from '../reconciliation/statements/lower-watermark.ts'
import type { EvaluationItem } from '../evaluation/create-evaluation-writer.ts'
import { insertEvaluations } from '../evaluation/statements/insert-evaluations.ts'
import type { StoredRecord } from '../evaluation/stored-record.ts'
import type { BatchWrites } from './batch-writes.ts'
import type { KnownRows } from './known-rows.ts'
import { sendUnlessEmpty } from './send-unless-empty.ts'
import { completeReleasedMessages } from './statements/complete-released-messages.ts'
import { insertAccountHolders } from './statements/insert-account-holders.ts'
import { insertAccounts } from './statements/insert-accounts.ts'
import { insertAttempts } from './statements/insert-attempts.ts'
import { insertEntities } from './statements/insert-entities.ts'
import { insertInstructions } from './statements/insert-instructions.ts'
import { insertMessages } from './statements/insert-messages.ts'
import { noteStatuses } from './statements/note-statuses.ts'
import { parkMessages } from './statements/park-messages.ts'
import { refuseOldTransaction } from './statements/refuse-old-transaction.ts'
import { unparkMessages } from './statements/unpark-messages.ts'
import { updateAccountStates } from './statements/update-account-states.ts'
import { insertPayeeHistories, updatePayeeHistories } from './statements/write-payee-histories.ts'

/** What was decided of a batch. */
export interface DecisionWrites {
  readonly items: readonly EvaluationItem[]
  /** Of the items, as they are stored. */
  readonly records: readonly StoredRecord[]
}

/** The second round trip of an acceptance: writes everything and commits. */
export async function writeBatch(
  session: StoreSession,
  writes: BatchWrites,
  rows: KnownRows,
  layouts: readonly Layout[],
  { items, records }: DecisionWrites,
): Promise<void> {
  const unparked = writes.released.map(({ parked }) => parked)
  const forgotten = releasedBehindWatermark(writes)
  const newPayees = writes.payees.filter(({ isNew }) => isNew)
  const oldPayees = writes.payees.filter(({ isNew }) => !isNew)
  await session.exchange((send) => ({
    layouts: sendUnlessEmpty(layouts, (some) => send(insertLayouts(some))),
    messages: sendUnlessEmpty(writes.messages, (some) => send(insertMessages(some))),
    accounts: sendUnlessEmpty(rows.accounts, (some) => send(insertAccounts(some))),
    entities: sendUnlessEmpty(rows.entities, (some) => send(insertEntities(some))),
    holders: sendUnlessEmpty(rows.holders, (some) => send(insertAccountHolders(some))),
    instructions: sendUnlessEmpty(writes.instructions, (some) => send(insertInstructions(some))),
    statuses: sendUnlessEmpty(writes.statuses, (some) => send(noteStatuses(some))),
    attempts: sendUnlessEmpty(writes.attempts, (some) => send(insertAttempts(some))),
    states: sendUnlessEmpty(writes.states, (some) => send(updateAccountStates(some))),
    payeesInserted: sendUnlessEmpty(newPayees, (some) => send(insertPayeeHistories(some))),
    payeesUpdated: sendUnlessEmpty(oldPayees, (some) => send(updatePayeeHistories(some))),
    parked: sendUnlessEmpty(writes.parked, (some) => send(parkMessages(some))),
    unparked: sendUnlessEmpty(unparked, (some) => send(unparkMessages(some))),
    released: sendUnlessEmpty(writes.released, (some) => send(completeReleasedMessages(some))),
    evaluations: sendUnlessEmpty(items, (some) => send(insertEvaluations(some, records))),
    watermark: sendUnlessEmpty(forgotten, (some) => send(lowerWatermark(Math.min(...some)))),
    young: send(refuseOldTransaction()),
    committed: send(COMMIT),
  }))
}

/**
 * Times of acceptance that the watermark may have passed. It waits for what is parked, but not for ever; the margin covers what is
 * counted against another transaction's clock.
 */
function releasedBehindWatermark({ messages, released }: BatchWrites): readonly number[] {
  const nowMs = Math.max(...messages.map(({ acceptedAtMs }) => acceptedAtMs))
  return released
    .map(({ parked }) => parked.acceptedAtMs)
    .filter((acceptedAtMs) => nowMs - acceptedAtMs > PARKED_HOLD_MS - VISIBLE_AFTER_MS)
}
