import type { Money, PaymentInstruction, TransactionType } from '@pantau/rule-kit'
import { numberFromText } from '../number-from-text.ts'

/** The parties and amounts of a payment, as every report repeats them. Amounts are JSON numbers in the currency's major unit. */
export interface DataCache {
  readonly dbtrId: string
  readonly cdtrId: string
  readonly dbtrAcctId: string
  readonly cdtrAcctId: string
  readonly creDtTm?: string
  readonly instdAmt?: AmountDocument
  readonly intrBkSttlmAmt?: AmountDocument
  readonly xchgRate?: number | string
}

export interface AmountDocument {
  readonly amt: number
  readonly ccy: string
}

/** How many decimal digits a currency's minor unit has (ISO 4217). */
export type MinorUnitExponent = (currency: string) => number

/**
 * The data cache of a message. That of an initiation or a request (pain) names the parties only; amounts, creation time and rate come
 * with the credit transfer.
 */
export function dataCacheOf(
  instruction: PaymentInstruction,
  transactionType: TransactionType,
  minorUnitExponent: MinorUnitExponent,
): DataCache {
  const parties = {
    dbtrId: instruction.debtor.entityId,
    cdtrId: instruction.creditor.entityId,
    dbtrAcctId: instruction.debtor.accountId,
    cdtrAcctId: instruction.creditor.accountId,
  }
  if (transactionType === 'pain.001.001.11' || transactionType === 'pain.013.001.09') {
    return parties
  }
  const { exchangeRate } = instruction
  return {
    ...parties,
    creDtTm: instruction.createdAt,
    instdAmt: amountOf(instruction.instructed, minorUnitExponent),
    intrBkSttlmAmt: amountOf(instruction.settlement, minorUnitExponent),
    ...(exchangeRate === undefined ? {} : { xchgRate: numberFromText(exchangeRate) ?? exchangeRate }),
  }
}

/** Written as decimal text and read back, so that the number is the closest one to the exact amount, as it was when received. */
function amountOf({ amountMinor, currency }: Money, minorUnitExponent: MinorUnitExponent): AmountDocument {
  return { amt: Number(`${amountMinor}e-${minorUnitExponent(currency)}`), ccy: currency }
}
