import type { CommonFunderFact, FactValue, FunderFanOutFact, Payment } from '@pantau/rule-kit'
import type { NaiveHistory, NaivePayment } from './naive-history.ts'

const FLOW_AGE_MS = 72 * 3_600_000
const FUNDING_AGE_MS = 48 * 3_600_000
const HOPS_MAX = 5

/** Facts about where money came from, by walking through all payments. They hold for histories that came in order, without hubs. */
export function naiveReturningFlow(payment: Payment, { settled }: NaiveHistory): FactValue {
  const { debtor, creditor, instructed } = payment.instruction
  const lengths: { readonly hops: number; readonly origin: string }[] = []
  const walkBack = (
    accountId: string,
    before: { readonly atMs: number; readonly amountMinor: bigint },
    passed: readonly string[],
  ) => {
    for (const each of settled) {
      const isStep =
        each.creditorAccountId === accountId &&
        each.atMs < before.atMs &&
        each.atMs >= payment.occurredAtMs - FLOW_AGE_MS &&
        each.currency === instructed.currency &&
        isSimilar(each.amountMinor, before.amountMinor)
      if (isStep && passed.length < HOPS_MAX) {
        const next = [...passed, accountId]
        // A chain begins where it has not been again since.
        if (!next.includes(each.debtorAccountId)) {
          lengths.push({ hops: next.length, origin: each.debtorAccountId })
        }
        walkBack(each.debtorAccountId, each, next)
      }
    }
  }
  walkBack(debtor.accountId, { atMs: payment.occurredAtMs, amountMinor: instructed.amountMinor }, [])
  const returning = lengths.filter(({ origin }) => origin === creditor.accountId).map(({ hops }) => hops + 1)
  return {
    hops: returning.length === 0 ? null : Math.min(...returning),
    depth: Math.max(0, ...lengths.map(({ hops }) => hops)),
  }
}

function isSimilar(amountMinor: bigint, nextMinor: bigint): boolean {
  return 4n * amountMinor >= 3n * nextMinor && 5n * amountMinor <= 8n * nextMinor
}

export function naiveFanOut(fact: FunderFanOutFact, payment: Payment, { settled }: NaiveHistory): FactValue {
  const sizes = funders(settled, payment.instruction.debtor.accountId, payment.occurredAtMs - fact.upstreamMs)
    .map((funder) =>
      settled.filter(
        ({ debtorAccountId, atMs }) =>
          debtorAccountId === funder && atMs >= payment.occurredAtMs - fact.downstreamMs,
      ),
    )
    .filter(({ length }) => length <= fact.hubPaymentsMax)
    .map((payments) =>
      fact.countBy === 'payments'
        ? payments.length
        : new Set(payments.map(({ creditorAccountId }) => creditorAccountId)).size,
    )
  return { largest: Math.max(0, ...sizes), funders: sizes.length }
}

export function naiveCommonFunder(
  fact: CommonFunderFact,
  payment: Payment,
  { settled }: NaiveHistory,
): FactValue {
  const { debtor, creditor } = payment.instruction
  const fromMs = payment.occurredAtMs - fact.windowMs
  const credits = settled.filter(
    ({ creditorAccountId, atMs }) => creditorAccountId === creditor.accountId && atMs >= fromMs,
  )
  const shares = funders(settled, debtor.accountId, fromMs).map((funder) => {
    const funded = credits.filter((credit) =>
      settled.some(
        (each) =>
          each.debtorAccountId === funder &&
          each.creditorAccountId === credit.debtorAccountId &&
          each.place < credit.place &&
          each.atMs <= credit.atMs &&
          each.atMs >= credit.atMs - FUNDING_AGE_MS,
      ),
    )
    return new Set([debtor.accountId, ...funded.map(({ debtorAccountId }) => debtorAccountId)]).size
  })
  const senders = new Set([debtor.accountId, ...credits.map(({ debtorAccountId }) => debtorAccountId)])
  return { senders: senders.size, shared: Math.max(0, ...shares) }
}

function funders(settled: readonly NaivePayment[], accountId: string, fromMs: number): readonly string[] {
  return [
    ...new Set(
      settled
        .filter(({ creditorAccountId, atMs }) => creditorAccountId === accountId && atMs >= fromMs)
        .map(({ debtorAccountId }) => debtorAccountId),
    ),
  ]
}
