const MULTIPLIER_LOW = 0x9e3779b1
const MULTIPLIER_HIGH = 0x85ebca6b
const TAG_HIGH_MASK = 0xffff
const TWO_TO_32 = 0x1_0000_0000

/** A tag has 48 bits. */
export const TAG_SIZE_BYTES = 6

/**
 * A short stand-in for an account id, where only equality counts: a state compares at most some hundred of them, so that two different
 * accounts are taken for one with a probability of about 2^-33. Two multiply-and-rotate lanes over UTF-16 code units, each with the final
 * mixing of MurmurHash3 (public domain, https://github.com/aappleby/smhasher). Stored: a change needs a new layout version.
 */
export function accountTag(accountId: string): number {
  let low = 0x1b873593
  let high = 0xcc9e2d51
  for (let index = 0; index < accountId.length; index++) {
    const unit = accountId.charCodeAt(index)
    low = Math.imul((low << 13) | (low >>> 19), MULTIPLIER_LOW) ^ unit
    high = Math.imul((high << 15) | (high >>> 17), MULTIPLIER_HIGH) ^ unit
  }
  return (mix(high ^ accountId.length) & TAG_HIGH_MASK) * TWO_TO_32 + (mix(low ^ accountId.length) >>> 0)
}

function mix(lane: number): number {
  const first = Math.imul(lane ^ (lane >>> 16), MULTIPLIER_HIGH)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return second ^ (second >>> 16)
}
