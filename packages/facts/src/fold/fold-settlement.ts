import type { HistoricPayment } from '../historic-payment.ts'
import { addToPayeeHistory } from '../payee-history.ts'
import type { PayeeHistory } from '../payee-history.ts'
import { accountTag } from '../state/account-tag.ts'
import type { AccountState } from '../state/account-state.ts'
import { ACTIVITY_DAYS_MAX, LOCATIONS_KEPT_MAX } from '../state/bounds.ts'
import { LOCATION_SCALE } from '../state/flow-state.ts'
import type { LocatedPayment } from '../state/flow-state.ts'
import { insertNewest } from '../state/insert-newest.ts'
import { recentPayment } from '../state/recent-payment.ts'
import { utcDay } from '../state/utc-day.ts'
import { foldFlow } from './fold-flow.ts'
import { foldName } from './fold-name.ts'
import { foldSide } from './fold-side.ts'

/**
 * Folds a settlement: the first terminal status report of a payment, when it settles. Both states change in place; the answer is the pair's
 * new payee history, `before` being the one on record. Folding commutes, but for chains and funders, which are those as of folding, and
 * for what is forgotten where a list of currencies or of largest payments is full.
 */
export function foldSettlement(
  debtor: AccountState,
  creditor: AccountState,
  before: PayeeHistory | undefined,
  payment: HistoricPayment,
): PayeeHistory {
  if (payment.debtorAccountId === payment.creditorAccountId) {
    throw new TypeError('A self transfer is never folded as settled')
  }
  const after = addToPayeeHistory(before, payment.atMs)
  const debtorTag = accountTag(payment.debtorAccountId)
  const creditorTag = accountTag(payment.creditorAccountId)
  foldFlow({ debtor, creditor, debtorTag, creditorTag, payment })
  foldSide(debtor.sent, recentPayment(payment, creditorTag), after)
  foldSide(creditor.received, recentPayment(payment, debtorTag), after)
  foldActivity(debtor, payment.atMs)
  foldActivity(creditor, payment.atMs)
  foldLocation(debtor, payment)
  foldName(debtor, payment.debtorNameTag, payment.atMs)
  foldName(creditor, payment.creditorNameTag, payment.atMs)
  return after
}

function foldActivity({ activityDays }: AccountState, atMs: number): void {
  const day = utcDay(atMs)
  if (!activityDays.read().includes(day)) {
    insertNewest(activityDays.change(), day, (left, right) => left - right, ACTIVITY_DAYS_MAX)
  }
}

function foldLocation({ locations }: AccountState, { atMs, location }: HistoricPayment): void {
  if (location !== undefined) {
    const located = {
      atMs,
      latitude: Math.round(location.latitudeDegrees * LOCATION_SCALE),
      longitude: Math.round(location.longitudeDegrees * LOCATION_SCALE),
    }
    insertNewest(locations.change(), located, compareLocations, LOCATIONS_KEPT_MAX)
  }
}

function compareLocations(left: LocatedPayment, right: LocatedPayment): number {
  return left.atMs - right.atMs || left.latitude - right.latitude || left.longitude - right.longitude
}
