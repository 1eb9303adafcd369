import type { Band } from '../configuration/rule-configuration.ts'

/** The band `[lowerLimit, upperLimit)` that holds a finite value; 0 is a limit like any other. Checked bands hold each exactly once. */
export function selectBand(bands: readonly Band[], value: number): Band | undefined {
  for (const band of bands) {
    if (
      value >= (band.lowerLimit ?? Number.NEGATIVE_INFINITY) &&
      value < (band.upperLimit ?? Number.POSITIVE_INFINITY)
    ) {
      return band
    }
  }
  return undefined
}
