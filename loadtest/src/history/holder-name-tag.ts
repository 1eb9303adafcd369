import { nameTag } from '@pantau/iso20022'
import { holderName } from '../payment-messages.ts'

/** The stand-in for a holder's name that a payment's instruction keeps. */
export function holderNameTag(holderNumber: number): number {
  const tag = nameTag(holderName(holderNumber))
  if (tag === undefined) {
    throw new TypeError('A holder has a name')
  }
  return tag
}
