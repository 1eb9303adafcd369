import type { Answers, Send, StoreSession } from '../connection/store-session.ts'
import { BEGIN } from '../connection/transaction.ts'
import type { AcceptBatch } from './accept-batch.ts'
import { askHistory } from './history-questions.ts'
import type { HistoryQuestions } from './history-questions.ts'
import { messageKeyOf } from './message-key-of.ts'
import { accountHolderId, accountStateId, findUnknownRows } from './known-rows.ts'
import type { KnownHolder } from './known-rows.ts'
import { sendUnlessEmpty } from './send-unless-empty.ts'
import type { KnownIds } from './known-ids.ts'
import { acceptanceSettings } from './statements/acceptance-settings.ts'
import { claimMessages } from './statements/claim-messages.ts'
import type { AccountOfTransfer } from './statements/claim-messages.ts'
import { lockAccountStates } from './statements/lock-account-states.ts'
import { lockPayments } from './statements/lock-payments.ts'
import { readConditionsInForce } from './statements/read-conditions-in-force.ts'
import { readHistory } from './statements/read-history.ts'
import { readKnownHolders } from './statements/read-known-holders.ts'
import type { KnownHolderRow } from './statements/read-known-holders.ts'
import { readMessageKeys } from './statements/read-message-keys.ts'
import type { MessageKeyRow } from './statements/read-message-keys.ts'
import { readParkedMessages } from './statements/read-parked-messages.ts'

/**
 * The first round trip of an acceptance: begins the transaction, claims the keys, locks what the batch is about in one global order
 * (message keys, rows of new accounts, payments, accounts), and reads what was committed before. Where a key is not new, a second one reads
 * what is on record under it. Who is found to hold an account is known from then on.
 */
export async function readBatch(
  session: StoreSession,
  batch: AcceptBatch,
  knownIds: KnownIds,
): Promise<{ readonly answers: AnsweredReads; readonly questions: HistoryQuestions }> {
  const questions = askHistory(batch)
  const { holders } = findUnknownRows(batch.messages, knownIds)
  const answers = await session.exchange((send) => sendReads(send, batch, questions, knownIds, holders))
  knownIds.add(idsOfFound(holders, answers.holders))
  const claimed = new Set(answers.claimed.map(messageKeyOf))
  const others = batch.messages.filter(({ key }) => !claimed.has(key))
  const { keys } =
    others.length === 0
      ? { keys: [] }
      : await session.exchange((send) => ({ keys: send(readMessageKeys(others)) }))
  return { answers: { ...answers, keys }, questions }
}

function sendReads(
  send: Send,
  batch: AcceptBatch,
  questions: HistoryQuestions,
  knownIds: KnownIds,
  holders: readonly KnownHolder[],
) {
  const payments = [...batch.payments.values()]
  const transfers = payments.filter(({ transfer }) => transfer !== undefined)
  const newAccounts = accountsOfTransfers(batch).filter(
    ({ message, accountId }) => !knownIds.has(accountStateId(message.request.tenantId, accountId)),
  )
  return {
    begun: send(BEGIN),
    settings: send(acceptanceSettings()),
    claimed: send(claimMessages(batch.messages, newAccounts)),
    holders: sendUnlessEmpty(holders, (rows) => send(readKnownHolders(rows))),
    paymentsLocked: sendUnlessEmpty(payments, (rows) => send(lockPayments(rows))),
    parked: sendUnlessEmpty(transfers, (rows) => send(readParkedMessages(rows))),
    accountsLocked: sendUnlessEmpty(payments, (rows) => send(lockAccountStates(rows))),
    history: sendUnlessEmpty(questions.payments, (rows) => send(readHistory(rows))),
    conditions: sendUnlessEmpty(questions.conditions, (rows) => send(readConditionsInForce(rows))),
  }
}

export interface AnsweredReads extends Answers<ReturnType<typeof sendReads>> {
  readonly keys: readonly MessageKeyRow[]
}

/** They are committed: a row of this transaction is written after it was looked for. */
function idsOfFound(asked: readonly KnownHolder[], found: readonly KnownHolderRow[]): readonly string[] {
  const numbers = new Set(found.map(({ number }) => number))
  return asked.filter((_, index) => numbers.has(index + 1)).map(accountHolderId)
}

function accountsOfTransfers(batch: AcceptBatch): readonly AccountOfTransfer[] {
  return batch.messages.flatMap((message) => {
    const { instruction } = message.request.parsed
    return instruction === undefined
      ? []
      : [
          { message, accountId: instruction.debtor.accountId },
          { message, accountId: instruction.creditor.accountId },
        ]
  })
}
