const MULTIPLIER_LOW = 0x9e3779b1
const MULTIPLIER_HIGH = 0x85ebca6b
const TAG_HIGH_MASK = 0xffff
const TWO_TO_32 = 0x1_0000_0000

/**
 * A short stand-in for a text, of 48 bits, where only equality counts: a state compares at most some hundred of them, so that two different
 * texts are taken for one with a probability of about 2^-33. Two multiply-and-rotate lanes over UTF-16 code units, each with the final
 * mixing of MurmurHash3 (public domain, https://github.com/aappleby/smhasher). Stored: a change needs a new layout of account states.
 */
export function shortTag(text: string): number {
  let low = 0x1b873593
  let high = 0xcc9e2d51
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    low = Math.imul((low << 13) | (low >>> 19), MULTIPLIER_LOW) ^ unit
    high = Math.imul((high << 15) | (high >>> 17), MULTIPLIER_HIGH) ^ unit
  }
  return (mix(high ^ text.length) & TAG_HIGH_MASK) * TWO_TO_32 + (mix(low ^ text.length) >>> 0)
}

function mix(lane: number): number {
  const first = Math.imul(lane ^ (lane >>> 16), MULTIPLIER_HIGH)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return second ^ (second >>> 16)
}
