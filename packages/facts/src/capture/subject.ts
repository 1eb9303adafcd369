import { isSelfTransfer } from '@pantau/rule-kit'
import type { Direction, PartySide, Payment } from '@pantau/rule-kit'
import { historicPayment } from '../historic-payment.ts'
import type { FoldedOwn, HistoryView } from '../history-view.ts'
import type { AccountState } from '../state/account-state.ts'
import { accountTag } from '../state/account-tag.ts'
import { recentPayment } from '../state/recent-payment.ts'
import { createSideHistory } from './side-history.ts'
import type { OwnPayment, SideHistory } from './side-history.ts'

/** One account of the payment at hand, with its history as of then. */
export interface SubjectAccount {
  readonly state: AccountState
  readonly accountId: string
  /** The tag of the account on the payment's other side. */
  readonly otherTag: number
  side(direction: Direction): SideHistory
}

/** The payment at hand, and the history that its facts are captured from: read once, whatever is wanted of it. */
export interface Subject {
  readonly payment: Payment
  readonly history: HistoryView
  readonly own: FoldedOwn
  readonly atMs: number
  readonly amountMinor: bigint
  readonly currency: string
  account(party: PartySide): SubjectAccount
}

export function createSubject(payment: Payment, history: HistoryView): Subject {
  const own = history.foldedOwn()
  const accounts: Partial<Record<PartySide, SubjectAccount>> = {}
  return {
    payment,
    history,
    own,
    atMs: payment.occurredAtMs,
    amountMinor: payment.instruction.instructed.amountMinor,
    currency: payment.instruction.instructed.currency,
    account(party) {
      const account = accounts[party] ?? createSubjectAccount(payment, history, own, party)
      accounts[party] = account
      return account
    },
  }
}

function createSubjectAccount(
  payment: Payment,
  history: HistoryView,
  own: FoldedOwn,
  party: PartySide,
): SubjectAccount {
  const { instruction } = payment
  const { accountId } = instruction[party]
  const state = history.account(accountId)
  const otherTag = accountTag(instruction[party === 'debtor' ? 'creditor' : 'debtor'].accountId)
  const ownSide = party === 'debtor' ? 'sent' : 'received'
  const sides: Partial<Record<Direction, SideHistory>> = {}
  return {
    state,
    accountId,
    otherTag,
    side(direction) {
      const ownPayment = direction === ownSide ? foldedPayment(payment, own, otherTag) : undefined
      const side = sides[direction] ?? createSideHistory(state[direction], payment.occurredAtMs, ownPayment)
      sides[direction] = side
      return side
    },
  }
}

function foldedPayment(payment: Payment, own: FoldedOwn, counterparty: number): OwnPayment | undefined {
  return own.settledAtMs === undefined || isSelfTransfer(payment)
    ? undefined
    : recentPayment({ ...historicPayment(payment), atMs: own.settledAtMs }, counterparty)
}
