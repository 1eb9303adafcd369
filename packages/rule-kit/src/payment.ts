/**
 * What a rule sees of one payment. Names are plain English; ISO 20022 abbreviations end in `@pantau/iso20022`.
 */

/** The four message definitions that Pantau accepts, by their ISO 20022 identifier and version. */
export const TRANSACTION_TYPES = [
  'pain.001.001.11',
  'pain.013.001.09',
  'pacs.008.001.10',
  'pacs.002.001.12',
] as const
export type TransactionType = (typeof TRANSACTION_TYPES)[number]

/** One side of a payment: the account and the person or organisation that holds it, as opaque identity strings. */
export interface Party {
  readonly accountId: string
  readonly entityId: string
}

/** An exact amount: `amountMinor` counts the currency's minor units (cents for EUR, whole yen for JPY). */
export interface Money {
  readonly amountMinor: bigint
  readonly currency: string
}

/** Where a payment was initiated, as degrees of latitude and longitude. */
export interface Location {
  readonly latitudeDegrees: number
  readonly longitudeDegrees: number
}

/** The instruction that a payment carries out; taken from the credit transfer, and shared by its later status reports. */
export interface PaymentInstruction {
  readonly endToEndId: string
  /** The instruction's own creation time: the text as received, and milliseconds since the epoch (UTC). */
  readonly createdAt: string
  readonly createdAtMs: number
  readonly debtor: Party
  readonly creditor: Party
  readonly instructed: Money
  readonly settlement: Money
  /** Exchange rate as received; informational, no amount is ever converted with it. */
  readonly exchangeRate?: string
  readonly purposeCode?: string
  readonly remittanceText?: string
  /** ISO dates (`YYYY-MM-DD`) as received. */
  readonly debtorBirthDate?: string
  readonly creditorBirthDate?: string
  readonly location?: Location
  /** Stand-ins for the names that the message gives the two parties: equal where the names are, but for spelling (`nameTag` of `@pantau/iso20022`). */
  readonly debtorNameTag?: number
  readonly creditorNameTag?: number
}

/** One message about a payment, with the instruction that it is about: the subject of an evaluation. */
export interface Payment {
  readonly tenantId: string
  readonly transactionType: TransactionType
  readonly messageId: string
  readonly endToEndId: string
  /** Event time: creation time of the evaluated message, milliseconds since the epoch (UTC). Rules read no other clock. */
  readonly occurredAtMs: number
  /** Settlement status (`ACCC`, `RJCT` …) of a status report; absent on messages that carry none. */
  readonly status?: string
  readonly instruction: PaymentInstruction
}
