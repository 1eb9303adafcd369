import type { CounterpartiesFact, FactValues } from '@pantau/rule-kit'
import { COUNTERPARTIES_MAX } from '../state/bounds.ts'
import { pairSpan } from './pair-span.ts'
import type { PairSpan } from './pair-span.ts'
import type { SideHistory } from './side-history.ts'
import type { Subject } from './subject.ts'

type CounterpartiesValue = FactValues['counterparties']

export function counterparties(fact: CounterpartiesFact, subject: Subject): CounterpartiesValue {
  const side = subject.account(fact.party).side(fact.direction)
  const fromMs = subject.atMs - fact.windowMs
  const { distinct, newcomers } = countSpans(side, fromMs, subject.atMs)
  const known = side.recent.counterparties
  const oldest = known.at(-1)
  return {
    distinct,
    newcomers,
    saturated: known.length === COUNTERPARTIES_MAX && oldest !== undefined && oldest.lastMs >= fromMs,
    counterparty: familiarity(otherSpan(fact, subject, side), fromMs),
  }
}

/** The accounts on the other side that have a payment in the window, and those of them whose first it holds. */
export function countSpans(
  side: SideHistory,
  fromMs: number,
  atMs: number,
): { readonly distinct: number; readonly newcomers: number } {
  let [distinct, newcomers] = [0, 0]
  for (const counterparty of side.recent.counterparties) {
    if (counterparty.lastMs < fromMs) {
      break
    }
    const span = pairSpan(side, counterparty, atMs)
    if (span !== undefined && span.lastMs >= fromMs) {
      distinct++
      newcomers += span.firstMs >= fromMs ? 1 : 0
    }
  }
  return { distinct, newcomers }
}

function familiarity(span: PairSpan | null, fromMs: number): CounterpartiesValue['counterparty'] {
  if (span === null) {
    return 'unknown'
  }
  if (span.firstMs >= fromMs) {
    return 'newcomer'
  }
  return span.lastMs >= fromMs ? 'established' : 'returning'
}

/**
 * The other side of this payment. In this payment's own direction the pair's history is complete; against it, an account counts as unknown
 * that is no longer among the newest `COUNTERPARTIES_MAX`.
 */
function otherSpan(fact: CounterpartiesFact, subject: Subject, side: SideHistory): PairSpan | null {
  const isOwnDirection = (fact.party === 'debtor') === (fact.direction === 'sent')
  if (isOwnDirection) {
    return payeeHistory(subject)
  }
  const { otherTag } = subject.account(fact.party)
  const known = side.recent.counterparties.find(({ tag }) => tag === otherTag)
  return (known === undefined ? undefined : pairSpan(side, known, subject.atMs)) ?? null
}

export function payeeHistory(subject: Subject): FactValues['payee-history'] {
  const { debtor, creditor } = subject.payment.instruction
  const row = subject.history.payeeHistory(debtor.accountId, creditor.accountId)
  if (row === undefined) {
    return null
  }
  const account = subject.account('debtor')
  const side = account.side('sent')
  const tag = account.otherTag
  const count = row.count - side.leftOut.filter(({ counterparty }) => counterparty === tag).length
  const span =
    count <= 0 ? undefined : pairSpan(side, { tag, firstMs: row.firstMs, lastMs: row.lastMs }, subject.atMs)
  return span === undefined ? null : { count, firstMs: span.firstMs, lastMs: span.lastMs }
}
