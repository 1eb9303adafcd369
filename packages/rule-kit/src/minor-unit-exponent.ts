/**
 * How many decimal digits a currency's minor unit has.
 * Source: ISO 4217 list one (active currencies and funds), maintained by SIX, https://www.six-group.com/en/products-services/financial-information/data-standards.html
 * Every currency that is not listed here has two. `Intl` is no source: its data differs from ISO 4217 for several currencies.
 */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV'].map(
    (code): [string, number] => [code, 0],
  ),
  ...['XAF', 'XOF', 'XPF'].map((code): [string, number] => [code, 0]),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code): [string, number] => [code, 3]),
  ...['CLF', 'UYW'].map((code): [string, number] => [code, 4]),
])

const DEFAULT_EXPONENT = 2

/** The minor-unit exponent of an ISO 4217 code (0, 2, 3 or 4); 2 for any other text. */
export function minorUnitExponent(currency: string): number {
  return EXPONENTS.get(currency) ?? DEFAULT_EXPONENT
}
