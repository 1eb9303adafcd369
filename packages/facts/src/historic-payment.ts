import type { Location, Payment } from '@pantau/rule-kit'

/** A payment as the history keeps it, and as a rebuild replays it. Amounts are those instructed. */
export interface HistoricPayment {
  readonly debtorAccountId: string
  readonly creditorAccountId: string
  readonly atMs: number
  readonly amountMinor: bigint
  readonly currency: string
  readonly text?: string
  readonly location?: Location
  readonly debtorNameTag?: number
  readonly creditorNameTag?: number
}

/** What the history keeps of a payment that is reported as settled by this message. */
export function historicPayment({
  occurredAtMs,
  instruction,
}: Pick<Payment, 'occurredAtMs' | 'instruction'>): HistoricPayment {
  const { debtor, creditor, instructed, remittanceText, location, debtorNameTag, creditorNameTag } =
    instruction
  return {
    debtorAccountId: debtor.accountId,
    creditorAccountId: creditor.accountId,
    atMs: occurredAtMs,
    amountMinor: instructed.amountMinor,
    currency: instructed.currency,
    ...(remittanceText === undefined ? {} : { text: remittanceText }),
    ...(location === undefined ? {} : { location }),
    ...(debtorNameTag === undefined ? {} : { debtorNameTag }),
    ...(creditorNameTag === undefined ? {} : { creditorNameTag }),
  }
}
