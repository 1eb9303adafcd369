/** One calendar month (UTC) as a range partition. */
export interface PartitionMonth {
  /** `y2026m11` */
  readonly suffix: string
  /** First instant of the month, and of the next one: a range bound is inclusive below and exclusive above. */
  readonly from: string
  readonly to: string
}

/** The month of `fromMs` and the `monthsAhead` months after it. */
export function partitionMonths(fromMs: number, monthsAhead: number): readonly PartitionMonth[] {
  const first = new Date(fromMs)
  return Array.from({ length: monthsAhead + 1 }, (_, ahead) => {
    const from = monthStart(first, ahead)
    return {
      suffix: `y${from.getUTCFullYear()}m${String(from.getUTCMonth() + 1).padStart(2, '0')}`,
      from: from.toISOString(),
      to: monthStart(first, ahead + 1).toISOString(),
    }
  })
}

function monthStart(instant: Date, monthsAhead: number): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + monthsAhead, 1))
}
