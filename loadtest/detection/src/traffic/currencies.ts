/** The currencies of the benchmark. Instructed amounts are in one of them; the bank settles in the first. */
export const CURRENCIES = ['EUR', 'USD', 'GBP', 'KRW'] as const
/** Units of each currency for one euro, fixed for the whole run. */
export const UNITS_PER_EURO = [1, 1.08, 0.85, 1480] as const
/** Minor units of one major unit (ISO 4217). */
export const MINOR_UNITS = [100, 100, 100, 1] as const
/** How much larger usual amounts are where money leaves the home currency. */
export const CORRIDOR_FACTOR = [1, 1.6, 1.3, 2.2] as const

/** Minor units of the currency for an amount in euros, at least one. */
export function minorUnits(euros: number, currency: number): number {
  return Math.max(1, Math.round(euros * (UNITS_PER_EURO[currency] ?? 1) * (MINOR_UNITS[currency] ?? 1)))
}

/** Whole euro cents for minor units of a currency: what values are added up in. */
export function euroCents(amountMinor: number, currency: number): number {
  return Math.round((amountMinor * 100) / ((UNITS_PER_EURO[currency] ?? 1) * (MINOR_UNITS[currency] ?? 1)))
}
