/** A share, or null where there is nothing to take it of: unknown is not 0. */
export type Ratio = number | null

export function ratio(part: number, whole: number): Ratio {
  return whole > 0 ? part / whole : null
}

/** The value below which a share of the sorted values lies (nearest rank); null of nothing. */
export function quantile(sorted: ArrayLike<number>, share: number): Ratio {
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))
  return sorted[rank] ?? null
}
