import { paymentInstructionCodec } from '@pantau/contracts'
import { createAccountState, foldAttempt, foldSettlement, historicPayment } from '@pantau/facts'
import type { AccountState } from '@pantau/facts'
import { isSelfTransfer } from '@pantau/rule-kit'
import type { StoreSession } from '../connection/store-session.ts'
import type { AccountRef } from './account-ref.ts'
import { closePayments, fetchPayments, openPayments } from './statements/read-payments-of-account.ts'
import type { PaymentOfAccountRow } from './statements/read-payments-of-account.ts'

/** Payments in memory at a time. */
const PAGE_PAYMENTS = 2_000

export interface Replayed {
  readonly state: AccountState
  readonly payments: number
}

/**
 * Folds an account's state anew from its payments on record, within a transaction: as if they had arrived in the order of their times. What
 * an account inherits from those that pay it (chains, funders) comes from `payers`; an account that is not there passes nothing on.
 */
export async function replayAccount(
  session: StoreSession,
  account: AccountRef,
  payers: ReadonlyMap<string, AccountState>,
): Promise<Replayed> {
  const state = createAccountState()
  let payments = 0
  await session.exchange((send) => ({ opened: send(openPayments(account)) }))
  for (;;) {
    const { rows } = await session.exchange((send) => ({ rows: send(fetchPayments(PAGE_PAYMENTS)) }))
    for (const row of rows) {
      foldPayment(state, account, row, payers)
    }
    payments += rows.length
    if (rows.length < PAGE_PAYMENTS) {
      break
    }
  }
  await session.exchange((send) => ({ closed: send(closePayments()) }))
  return { state, payments }
}

function foldPayment(
  state: AccountState,
  { accountId }: AccountRef,
  row: PaymentOfAccountRow,
  payers: ReadonlyMap<string, AccountState>,
): void {
  const instruction = paymentInstructionCodec.decode(Buffer.from(row.instruction, 'utf8'))
  const stateOf = (id: string): AccountState =>
    id === accountId ? state : (payers.get(id) ?? createAccountState())
  const debtor = stateOf(instruction.debtor.accountId)
  const creditor = instruction.creditor.accountId === accountId ? state : createAccountState()
  foldAttempt(debtor, creditor, row.occurred_at_ms)
  const { settled_at_ms: occurredAtMs, pair_first_ms: firstMs, pair_last_ms: lastMs } = row
  if (occurredAtMs !== null && firstMs !== null && lastMs !== null && !isSelfTransfer({ instruction })) {
    const pair = { count: 1, firstMs, lastMs }
    foldSettlement(debtor, creditor, pair, historicPayment({ instruction, occurredAtMs }))
  }
}
