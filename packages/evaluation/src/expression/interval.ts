/** Every number from `min` to `max`, both included; either may be infinite. */
export interface Interval {
  readonly min: number
  readonly max: number
}

/** The interval of which nothing is known. */
export const UNBOUNDED: Interval = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }

/** The smallest interval that holds all the numbers; nothing is known where one of them is no number. */
export function spanning(numbers: readonly number[]): Interval {
  return numbers.some(Number.isNaN) ? UNBOUNDED : { min: Math.min(...numbers), max: Math.max(...numbers) }
}
