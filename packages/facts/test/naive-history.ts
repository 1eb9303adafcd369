import { accountTag, settlementOutcome } from '@pantau/facts'
import { isSelfTransfer } from '@pantau/rule-kit'
import type { Direction, Payment } from '@pantau/rule-kit'

/** A settled payment, as an array of everything knows it. */
export interface NaivePayment {
  readonly atMs: number
  readonly debtorAccountId: string
  readonly creditorAccountId: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly text: string
  readonly latitude: number | undefined
  readonly longitude: number | undefined
  readonly debtorName: number | undefined
  readonly creditorName: number | undefined
  /** Place in the order in which payments were settled. */
  readonly place: number
}

/** All that happened before a payment, found by looking through every message that was accepted. */
export interface NaiveHistory {
  /** Settled, of the same tenant, not the payment itself, dated up to its time. */
  readonly settled: readonly NaivePayment[]
  readonly attempts: readonly Payment[]
  /** Settled payments of the tenant, with those dated later and the payment itself: what a bounded memory has to hold. */
  readonly folded: readonly NaivePayment[]
  readonly accepted: readonly Payment[]
  /** When the payment itself was settled, where it is. */
  readonly ownSettledAtMs: number | undefined
}

export function naiveHistory(payment: Payment, messages: readonly Payment[]): NaiveHistory {
  const accepted = messages.filter(({ tenantId }) => tenantId === payment.tenantId)
  const reports = accepted.filter(({ transactionType }) => transactionType === 'pacs.002.001.12')
  const firsts = reports.filter(
    (report, index) => !reports.slice(0, index).some(({ endToEndId }) => endToEndId === report.endToEndId),
  )
  const decided = reports.filter(({ status }) => settlementOutcome(status ?? '') !== 'open')
  const settlements = decided.filter(
    (report, index) =>
      report.status === 'ACCC' &&
      !isSelfTransfer(report) &&
      !decided.slice(0, index).some(({ endToEndId }) => endToEndId === report.endToEndId),
  )
  const isEarlier = (report: Payment) =>
    report.endToEndId !== payment.endToEndId && report.occurredAtMs <= payment.occurredAtMs
  return {
    accepted,
    ownSettledAtMs: settlements.find(({ endToEndId }) => endToEndId === payment.endToEndId)?.occurredAtMs,
    attempts: firsts.filter(isEarlier),
    folded: settlements.map(toNaive),
    settled: settlements
      .map((report, place) => ({ report, naive: toNaive(report, place) }))
      .filter(({ report }) => isEarlier(report))
      .map(({ naive }) => naive),
  }
}

function toNaive({ occurredAtMs, instruction }: Payment, place: number): NaivePayment {
  return {
    atMs: occurredAtMs,
    debtorAccountId: instruction.debtor.accountId,
    creditorAccountId: instruction.creditor.accountId,
    amountMinor: instruction.instructed.amountMinor,
    currency: instruction.instructed.currency,
    text: instruction.remittanceText ?? '',
    latitude: instruction.location?.latitudeDegrees,
    longitude: instruction.location?.longitudeDegrees,
    debtorName: instruction.debtorNameTag,
    creditorName: instruction.creditorNameTag,
    place,
  }
}

export function otherAccount(payment: NaivePayment, direction: Direction): string {
  return direction === 'sent' ? payment.creditorAccountId : payment.debtorAccountId
}

/** One direction of an account, newest first; in the same millisecond by tag, currency, amount and text. */
export function ofAccount(
  payments: readonly NaivePayment[],
  accountId: string,
  direction: Direction,
): readonly NaivePayment[] {
  const order = (payment: NaivePayment) => [
    payment.atMs,
    accountTag(otherAccount(payment, direction)),
    payment.currency,
    payment.amountMinor,
    payment.text,
  ]
  return payments
    .filter(
      (payment) => (direction === 'sent' ? payment.debtorAccountId : payment.creditorAccountId) === accountId,
    )
    .sort((left, right) => {
      const rightOrder = order(right)
      for (const [index, value] of order(left).entries()) {
        const other = rightOrder[index]
        if (other !== undefined && value !== other) {
          return value < other ? 1 : -1
        }
      }
      return 0
    })
}

/** Newest first; in the same millisecond by where they were made, as a bounded memory of places has to choose among them. */
export function byTimeAndPlace(left: NaivePayment, right: NaivePayment): number {
  return (
    right.atMs - left.atMs ||
    (right.latitude ?? 0) - (left.latitude ?? 0) ||
    (right.longitude ?? 0) - (left.longitude ?? 0)
  )
}
