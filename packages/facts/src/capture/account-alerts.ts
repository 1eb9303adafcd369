import type { AccountAlertsFact, FactValues } from '@pantau/rule-kit'
import { ALERTS_KEPT_MAX, ALERTS_MAX } from '../state/bounds.ts'
import type { Subject } from './subject.ts'

/** Other payments of the account that alerted, dated in the window: exact up to `ALERTS_MAX`. */
export function accountAlerts(
  fact: AccountAlertsFact,
  { payment, history, atMs }: Subject,
): FactValues['account-alerts'] {
  const { instruction, endToEndId } = payment
  const fromMs = atMs - fact.windowMs
  const other = instruction[fact.party === 'debtor' ? 'creditor' : 'debtor'].accountId
  const kept = history.accountAlerts(instruction[fact.party].accountId)
  const inWindow = kept.filter(
    (alert) => alert.endToEndId !== endToEndId && fromMs <= alert.atMs && alert.atMs <= atMs,
  )
  const oldest = kept.at(-1)
  return {
    count: Math.min(inWindow.length, ALERTS_MAX),
    saturated: kept.length === ALERTS_KEPT_MAX && oldest !== undefined && oldest.atMs >= fromMs,
    latestMs: inWindow[0]?.atMs ?? null,
    samePair: Math.min(
      inWindow.filter(({ counterpartyAccountId }) => counterpartyAccountId === other).length,
      ALERTS_MAX,
    ),
  }
}
