import { FINDINGS_KEPT_MAX, HOLDER_ACCOUNTS_MAX } from '@pantau/facts'
import type { Answers, Send, StoreSession } from '../connection/store-session.ts'
import { BEGIN } from '../connection/transaction.ts'
import type { AcceptBatch } from './accept-batch.ts'
import { askHistory } from './history-questions.ts'
import type { HistoryQuestions } from './history-questions.ts'
import { accountStateId } from './known-rows.ts'
import { sendUnlessEmpty } from './send-unless-empty.ts'
import type { KnownIds } from './known-ids.ts'
import { acceptanceSettings } from './statements/acceptance-settings.ts'
import { insertAccountStates } from './statements/insert-account-states.ts'
import type { AccountOfTransfer } from './statements/insert-account-states.ts'
import { insertMessageKeys } from './statements/insert-message-keys.ts'
import { lockAccountStates } from './statements/lock-account-states.ts'
import { lockPayments } from './statements/lock-payments.ts'
import { readAccountFindings } from './statements/read-account-findings.ts'
import { readAccountStates } from './statements/read-account-states.ts'
import { readConditionsInForce } from './statements/read-conditions-in-force.ts'
import { readHolderAccounts } from './statements/read-holder-accounts.ts'
import { readInstructions } from './statements/read-instructions.ts'
import { readMessageKeys } from './statements/read-message-keys.ts'
import { readParkedMessages } from './statements/read-parked-messages.ts'
import { readPayeeHistories } from './statements/read-payee-histories.ts'

/**
 * The first round trip of an acceptance: begins the transaction, claims the keys, locks what the batch is about in one global order
 * (message keys, payments, accounts), and reads what was committed before.
 */
export async function readBatch(
  session: StoreSession,
  batch: AcceptBatch,
  knownIds: KnownIds,
): Promise<{ readonly answers: AnsweredReads; readonly questions: HistoryQuestions }> {
  const questions = askHistory(batch)
  const answers = await session.exchange((send) => sendReads(send, batch, questions, knownIds))
  return { answers, questions }
}

function sendReads(send: Send, batch: AcceptBatch, questions: HistoryQuestions, knownIds: KnownIds) {
  const payments = [...batch.payments.values()]
  const transfers = payments.filter(({ transfer }) => transfer !== undefined)
  const newAccounts = accountsOfTransfers(batch).filter(
    ({ message, accountId }) => !knownIds.has(accountStateId(message.request.tenantId, accountId)),
  )
  return {
    begun: send(BEGIN),
    settings: send(acceptanceSettings()),
    inserted: send(insertMessageKeys(batch.messages)),
    keys: send(readMessageKeys(batch.messages)),
    paymentsLocked: sendUnlessEmpty(payments, (rows) => send(lockPayments(rows))),
    instructions: sendUnlessEmpty(payments, (rows) => send(readInstructions(rows))),
    parked: sendUnlessEmpty(transfers, (rows) => send(readParkedMessages(rows))),
    accountsInserted: sendUnlessEmpty(newAccounts, (rows) => send(insertAccountStates(rows))),
    accountsLocked: sendUnlessEmpty(payments, (rows) => send(lockAccountStates(rows))),
    accounts: sendUnlessEmpty(questions.accounts, (rows) => send(readAccountStates(rows))),
    payees: sendUnlessEmpty(questions.payees, (rows) => send(readPayeeHistories(rows))),
    holders: sendUnlessEmpty(questions.holders, (rows) =>
      send(readHolderAccounts(rows, HOLDER_ACCOUNTS_MAX + 1)),
    ),
    findings: sendUnlessEmpty(questions.findings, (rows) =>
      send(readAccountFindings(rows, FINDINGS_KEPT_MAX)),
    ),
    conditions: sendUnlessEmpty(questions.conditions, (rows) => send(readConditionsInForce(rows))),
  }
}

export type AnsweredReads = Answers<ReturnType<typeof sendReads>>

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
