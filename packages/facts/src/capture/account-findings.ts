import type { AccountFindingsFact, FactValues } from '@pantau/rule-kit'
import { FINDINGS_KEPT_MAX, FINDINGS_MAX } from '../state/bounds.ts'
import type { Subject } from './subject.ts'

/** Other payments of the account with a finding, dated in the window: exact up to `FINDINGS_MAX`. */
export function accountFindings(
  fact: AccountFindingsFact,
  { payment, history, atMs }: Subject,
): FactValues['account-findings'] {
  const { instruction, endToEndId } = payment
  const fromMs = atMs - fact.windowMs
  const other = instruction[fact.party === 'debtor' ? 'creditor' : 'debtor'].accountId
  const kept = history.accountFindings(instruction[fact.party].accountId)
  const inWindow = kept.filter(
    (finding) => finding.endToEndId !== endToEndId && fromMs <= finding.atMs && finding.atMs <= atMs,
  )
  const oldest = kept.at(-1)
  return {
    count: Math.min(inWindow.length, FINDINGS_MAX),
    saturated: kept.length === FINDINGS_KEPT_MAX && oldest !== undefined && oldest.atMs >= fromMs,
    latestMs: inWindow[0]?.atMs ?? null,
    samePair: Math.min(
      inWindow.filter(({ counterpartyAccountId }) => counterpartyAccountId === other).length,
      FINDINGS_MAX,
    ),
  }
}
