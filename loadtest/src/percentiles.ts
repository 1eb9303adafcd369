/** The percentiles that a latency plot is drawn through: more of them where the tail is. */
export const PLOT_PERCENTILES = [
  0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 100,
] as const

/** Points of a percentile plot: percentile (0 to 100) and the latency in milliseconds. */
export type PercentileCurve = readonly (readonly [percentile: number, latencyMs: number])[]
