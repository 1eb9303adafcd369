const DECIMALS_MAX = 6

/** `1,250`, `0.75`, `-3`: groups of three, at most six decimals. */
export function numberInWords(value: number | bigint): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return String(value)
  }
  const text =
    typeof value === 'bigint' || Number.isInteger(value)
      ? BigInt(value).toString()
      : withoutTrailingZeros(value.toFixed(DECIMALS_MAX))
  const [whole = '', decimals] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}

/** `1 payment`, `2 payments`, `64 or more payments`. */
export function countInWords(count: number, noun: string, isSaturated = false): string {
  const plural = noun.endsWith('y') && !/[aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`
  return `${numberInWords(count)}${isSaturated ? ' or more' : ''} ${count === 1 && !isSaturated ? noun : plural}`
}

function withoutTrailingZeros(text: string): string {
  const shortened = text.replace(/\.?0+$/, '')
  return shortened === '-0' ? '0' : shortened
}
