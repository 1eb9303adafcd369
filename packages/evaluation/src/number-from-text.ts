const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * The finite number that a text spells in decimal notation, or undefined. Stricter than `Number`, which also reads an empty text as
 * zero, hexadecimal digits and `Infinity`.
 */
export function numberFromText(text: string): number | undefined {
  if (!DECIMAL.test(text)) {
    return undefined
  }
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}
