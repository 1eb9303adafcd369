import type { TransactionType } from '@pantau/rule-kit'

/** What the system said of each payment, by the traffic's indexes. */
export interface Verdicts {
  /** The message whose evaluations these are. */
  readonly transactionType: TransactionType
  readonly count: number
  /** 1 where there is an evaluation. */
  readonly evaluated: Uint8Array
  /** 1 where a suspicion typology asked for a review. */
  readonly alerted: Uint8Array
  /** 1 where a suspicion typology asked to stop the payment. */
  readonly interdicted: Uint8Array
  /** The highest share of its threshold that a suspicion typology reached; 1 and more is an alert. */
  readonly score: Float32Array
  /** Configurations of the typologies, in the order of the bits below. */
  readonly typologies: readonly string[]
  /** `wordsPerPayment` words each: bit t is set where typology t asked for a review. */
  readonly typologyBits: Uint32Array
  readonly wordsPerPayment: number
  /** Rules in the order of the outcomes below, as `id` and `cfg`. */
  readonly rules: readonly string[]
  /** One number per payment and rule: the index into `outcomeNames`. */
  readonly outcomes: Uint8Array
  /** The outcomes that each rule gave; the first is that of payments without an evaluation. */
  readonly outcomeNames: readonly (readonly string[])[]
}

/** Whether typology t asked for a review of a payment. */
export function typologyAlerted(verdicts: Verdicts, payment: number, typology: number): boolean {
  const word = verdicts.typologyBits[payment * verdicts.wordsPerPayment + (typology >>> 5)] ?? 0
  return ((word >>> (typology & 31)) & 1) === 1
}
