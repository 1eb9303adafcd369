import type { AccountNameFact, FactValues } from '@pantau/rule-kit'
import { NAMES_MAX } from '../state/bounds.ts'
import type { Subject } from './subject.ts'

/**
 * Names of settled payments that are dated before this one. A list that keeps first times alone can leave this payment out in that way: where it
 * is settled already, what counts is the time of that.
 */
export function accountName(fact: AccountNameFact, subject: Subject): FactValues['account-name'] {
  const { debtorNameTag, creditorNameTag } = subject.payment.instruction
  const tag = fact.party === 'debtor' ? debtorNameTag : creditorNameTag
  if (tag === undefined) {
    return null
  }
  const beforeMs = Math.min(subject.atMs, subject.own.settledAtMs ?? Infinity)
  const names = subject
    .account(fact.party)
    .state.names.read()
    .filter(({ firstMs }) => firstMs < beforeMs)
  const sinceMs = names.find((name) => name.tag === tag)?.firstMs ?? null
  return {
    sinceMs,
    otherSinceMs: names.find((name) => name.tag !== tag)?.firstMs ?? null,
    saturated: sinceMs === null && names.length === NAMES_MAX,
  }
}
