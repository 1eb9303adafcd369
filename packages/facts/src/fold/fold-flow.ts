import type { HistoricPayment } from '../historic-payment.ts'
import { accountTag } from '../state/account-tag.ts'
import type { AccountState } from '../state/account-state.ts'
import {
  FLOW_AGE_MAX_MS,
  FLOW_HOPS_MAX,
  FLOW_TAGS_MAX,
  FUNDER_AGE_MAX_MS,
  FUNDERS_MAX,
  FUNDERS_OF_SENDER_MAX,
  FUNDING_AGE_MAX_MS,
  SENDER_FUNDERS_MAX,
} from '../state/bounds.ts'
import { compareAmounts, compareText } from '../state/compare-payments.ts'
import { continuesFlow } from '../state/continues-flow.ts'
import type { FlowTag, Funder, SenderFunder } from '../state/flow-state.ts'
import { isHub } from '../state/is-hub.ts'

export interface FlowFold {
  readonly debtor: AccountState
  readonly creditor: AccountState
  readonly debtorTag: number
  readonly creditorTag: number
  readonly payment: HistoricPayment
}

/** Hands on to the creditor account where the debtor account's money came from. Money that went through a hub came from nowhere. */
export function foldFlow(fold: FlowFold): void {
  const { debtor, creditor, payment } = fold
  if (isHub(creditor, payment.atMs)) {
    return
  }
  foldSenderFunders(fold)
  if (!isHub(debtor, payment.atMs)) {
    foldTags(fold)
    foldFunder(creditor, payment)
  }
}

function foldTags({ debtor, creditor, debtorTag, creditorTag, payment }: FlowFold): void {
  const { atMs, amountMinor, currency } = payment
  const passedOn = debtor.flowTags
    .read()
    .filter((tag) => tag.hops < FLOW_HOPS_MAX && tag.origin !== creditorTag && continuesFlow(tag, payment))
    .map((tag): FlowTag => ({ ...tag, lastMs: atMs, amountMinor, hops: tag.hops + 1 }))
  const begun = { origin: debtorTag, firstMs: atMs, lastMs: atMs, currency, amountMinor, hops: 1 }
  const tags = creditor.flowTags.change()
  const kept = tags.filter(({ firstMs }) => firstMs >= atMs - FLOW_AGE_MAX_MS)
  const all = [...kept, ...passedOn, begun].sort((left, right) => compareTags(right, left))
  tags.splice(0, tags.length, ...all.slice(0, FLOW_TAGS_MAX))
}

/** Positive when the left one is newer; of one payment, the shorter chain. */
function compareTags(left: FlowTag, right: FlowTag): number {
  return (
    left.lastMs - right.lastMs ||
    right.hops - left.hops ||
    left.firstMs - right.firstMs ||
    left.origin - right.origin ||
    compareText(left.currency, right.currency) ||
    compareAmounts(left.amountMinor, right.amountMinor)
  )
}

function foldFunder(creditor: AccountState, { debtorAccountId, atMs }: HistoricPayment): void {
  const funders = creditor.funders.change()
  const known = funders.find(({ accountId }) => accountId === debtorAccountId)
  const all: Funder[] = funders
    .filter((funder) => funder !== known && funder.lastMs >= atMs - FUNDER_AGE_MAX_MS)
    .concat({ accountId: debtorAccountId, lastMs: Math.max(atMs, known?.lastMs ?? atMs) })
    .sort((left, right) => right.lastMs - left.lastMs || compareText(right.accountId, left.accountId))
  funders.splice(0, funders.length, ...all.slice(0, FUNDERS_MAX))
}

/** The creditor account remembers who funded the debtor account shortly before. */
function foldSenderFunders({ debtor, creditor, debtorTag, payment }: FlowFold): void {
  const { atMs } = payment
  const funders = debtor.funders
    .read()
    .filter(({ lastMs }) => lastMs >= atMs - FUNDING_AGE_MAX_MS && lastMs <= atMs)
    .slice(0, FUNDERS_OF_SENDER_MAX)
    .map(({ accountId }) => accountTag(accountId))
  if (funders.length === 0) {
    return
  }
  const pairs = creditor.senderFunders.change()
  const added = funders.map((funder): SenderFunder => {
    const known = pairs.find((pair) => pair.sender === debtorTag && pair.funder === funder)
    return { funder, sender: debtorTag, lastMs: Math.max(atMs, known?.lastMs ?? atMs) }
  })
  const all = pairs
    .filter(
      ({ funder, sender, lastMs }) =>
        lastMs >= atMs - FUNDING_AGE_MAX_MS && !(sender === debtorTag && funders.includes(funder)),
    )
    .concat(added)
    .sort(
      (left, right) => right.lastMs - left.lastMs || right.funder - left.funder || right.sender - left.sender,
    )
  pairs.splice(0, pairs.length, ...all.slice(0, SENDER_FUNDERS_MAX))
}
