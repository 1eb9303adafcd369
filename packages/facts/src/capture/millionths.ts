import { toMinorUnits } from '@pantau/rule-kit'

const DIGITS = 6

/** One, in the unit that ratios are compared in. */
export const ONE_IN_MILLIONTHS = 1_000_000n

/** A configured ratio as whole millionths: compared with amounts it is exact, since 0.1 is one tenth and not the fraction beside it. */
export function toMillionths(ratio: number): bigint {
  return toMinorUnits(ratio, DIGITS)
}
