import type { Direction } from '../fact.ts'
import type { PartySide } from '../party-side.ts'
import type { Payment } from '../payment.ts'
import { amountInWords } from './amount-in-words.ts'
import { durationInWords } from './duration-in-words.ts'

/** Phrases that the words of several kinds of facts share. */

interface OfAccount {
  readonly party: PartySide
  readonly direction: Direction
}

export function accountOf(party: PartySide): string {
  return `the ${party}'s account`
}

/** `sent by the debtor's account`. */
export function movedBy({ party, direction }: OfAccount): string {
  return `${direction} by ${accountOf(party)}`
}

/** `payments sent by the debtor's account in the last 24 hours`. */
export function paymentsInWindow(fact: OfAccount & { readonly windowMs: number }): string {
  return `payments ${movedBy(fact)} ${inTheLast(fact.windowMs)}`
}

export function inTheLast(windowMs: number): string {
  return `in the last ${durationInWords(windowMs)}`
}

/** `3 hours earlier`, told from the payment at hand. */
export function ageOf(atMs: number, payment: Payment): string {
  const ageMs = payment.occurredAtMs - atMs
  if (ageMs === 0) {
    return 'at the same moment'
  }
  return ageMs > 0 ? `${durationInWords(ageMs)} earlier` : `${durationInWords(-ageMs)} later`
}

/** An amount in minor units of this payment's currency. */
export function ownAmount(amountMinor: string, payment: Payment): string {
  return amountInWords(BigInt(amountMinor), payment.instruction.instructed.currency)
}

/** `10%`, `75%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`
}
