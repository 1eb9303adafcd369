import type { CommonFunderFact, FactValues, FunderFanOutFact } from '@pantau/rule-kit'
import { accountTag } from '../state/account-tag.ts'
import { FUNDERS_OF_SENDER_MAX } from '../state/bounds.ts'
import { continuesFlow } from '../state/continues-flow.ts'
import { countSpans } from './counterparty-facts.ts'
import { createSideHistory } from './side-history.ts'
import type { Subject } from './subject.ts'
import { countFrom, daysFrom } from './window-facts.ts'

export function funderFanOut(fact: FunderFanOutFact, subject: Subject): FactValues['funder-fan-out'] {
  const fromMs = subject.atMs - fact.downstreamMs
  const sizes: number[] = []
  for (const accountId of fundersFrom(subject, subject.atMs - fact.upstreamMs)) {
    const side = createSideHistory(subject.history.account(accountId).sent, subject.atMs, undefined)
    const older = daysFrom(side, fromMs, subject.atMs).reduce((sum, { count }) => sum + count, 0)
    const payments = countFrom(side, fromMs) + older
    if (payments <= fact.hubPaymentsMax) {
      sizes.push(fact.countBy === 'payments' ? payments : countSpans(side, fromMs, subject.atMs).distinct)
    }
  }
  return { largest: Math.max(0, ...sizes), funders: sizes.length }
}

/** Ids of the accounts that funded the debtor account in the window, newest first. */
function fundersFrom(subject: Subject, fromMs: number): readonly string[] {
  return subject
    .account('debtor')
    .state.funders.read()
    .filter(({ lastMs }) => lastMs >= fromMs && lastMs <= subject.atMs)
    .map(({ accountId }) => accountId)
}

export function returningFlow(subject: Subject): FactValues['returning-flow'] {
  const { state, otherTag } = subject.account('debtor')
  let hops: number | null = null
  let depth = 0
  for (const tag of state.flowTags.read()) {
    if (continuesFlow(tag, subject)) {
      depth = Math.max(depth, tag.hops)
      if (tag.origin === otherTag) {
        hops = Math.min(hops ?? tag.hops + 1, tag.hops + 1)
      }
    }
  }
  return { hops, depth }
}

export function commonFunder(fact: CommonFunderFact, subject: Subject): FactValues['common-funder'] {
  const fromMs = subject.atMs - fact.windowMs
  const creditor = subject.account('creditor')
  const debtorTag = creditor.otherTag
  const received = creditor.side('received')
  const isKnown = received.payments.some(
    ({ counterparty, atMs }) => counterparty === debtorTag && atMs >= fromMs,
  )
  const pairs = creditor.state.senderFunders
    .read()
    .filter(({ sender, lastMs }) => sender !== debtorTag && lastMs >= fromMs && lastMs <= subject.atMs)
  const funders = fundersFrom(subject, fromMs).slice(0, FUNDERS_OF_SENDER_MAX).map(accountTag)
  const shares = funders.map((funder) => 1 + pairs.filter((pair) => pair.funder === funder).length)
  return {
    senders: countSpans(received, fromMs, subject.atMs).distinct + (isKnown ? 0 : 1),
    shared: Math.max(0, ...shares),
  }
}
