import type { SideState, RecentPayment, Recent } from '../state/side-state.ts'
import { RunningSums } from './running-sums.ts'

/** The payment at hand as one of its accounts would keep it. */
export type OwnPayment = RecentPayment

/**
 * One direction of an account as of the payment at hand: what is dated later is left out, and so is the payment itself, should an earlier
 * status report have folded it already.
 */
export interface SideHistory {
  readonly state: SideState
  readonly recent: Recent
  /** The newest payments that count, newest first. */
  readonly payments: readonly RecentPayment[]
  /** What is folded and does not count: the payment itself, and those among the newest that are dated later. */
  readonly leftOut: readonly RecentPayment[]
  /** Of `payments`. */
  readonly sums: RunningSums
  /** Whether `payments` holds all that count and are dated from this time on. */
  holdsAllFrom(fromMs: number): boolean
}

export function createSideHistory(state: SideState, atMs: number, own: OwnPayment | undefined): SideHistory {
  const recent = state.recent.read()
  const { payments, leftOut } = leaveOut(recent.payments, atMs, own)
  return {
    state,
    recent,
    payments,
    leftOut,
    sums: new RunningSums(payments),
    holdsAllFrom(fromMs) {
      const oldest = recent.payments.at(-1)
      return (
        oldest === undefined || oldest.atMs < fromMs || state.profile.read().count === recent.payments.length
      )
    },
  }
}

function leaveOut(
  newest: readonly RecentPayment[],
  atMs: number,
  own: OwnPayment | undefined,
): Pick<SideHistory, 'payments' | 'leftOut'> {
  const [first] = newest
  if (own === undefined && (first === undefined || first.atMs <= atMs)) {
    return { payments: newest, leftOut: [] }
  }
  const found = own === undefined ? undefined : findOwn(newest, own)
  const leftOut = newest.filter((payment) => payment === found || payment.atMs > atMs)
  return {
    payments: newest.filter((payment) => payment !== found && payment.atMs <= atMs),
    leftOut: own === undefined || found !== undefined ? leftOut : [...leftOut, own],
  }
}

/** Payments may be alike but for their texts. Where none has the own text, that one is forgotten, as are those of the oldest. */
function findOwn(newest: readonly RecentPayment[], own: OwnPayment): RecentPayment | undefined {
  const alike = newest.filter((payment) => isSame(payment, own))
  return alike.find(({ text }) => text === own.text) ?? alike.at(-1)
}

function isSame(left: RecentPayment, right: RecentPayment): boolean {
  return (
    left.atMs === right.atMs &&
    left.counterparty === right.counterparty &&
    left.currency === right.currency &&
    left.amountMinor === right.amountMinor
  )
}
