import type { FactDescriptor, FactKind } from '../fact.ts'
import type { FactValues } from '../fact-values.ts'
import type { Payment } from '../payment.ts'

/** A captured fact as a person reads it: what was asked, and the answer. */
export interface FactWords {
  readonly fact: string
  readonly value: string
}

export type FactsByKind = { readonly [K in FactKind]: Extract<FactDescriptor, { readonly kind: K }> }

/**
 * The words of some kinds of facts. `payment` is the one that the facts were captured for: amounts are of its currency, and times are
 * told from it.
 */
export type WordsOf<Kinds extends FactKind> = {
  readonly [K in Kinds]: (fact: FactsByKind[K], value: FactValues[K], payment: Payment) => FactWords
}
