/** The largest number that the layout's whole numbers hold: about 4.29 s as nanoseconds. */
export const WHOLE_NUMBER_MAX = 2 ** 32 - 1

/**
 * A value as a field of the given protobuf type holds it; undefined when it cannot hold it at all. Whole numbers lose their fraction and
 * end at 0 and at the largest one. Texts and numbers are taken for each other as the JSON schemas of the messages do.
 */
export function fitScalar(type: string, value: unknown): string | number | boolean | undefined {
  switch (type) {
    case 'string':
      return textOf(value)
    case 'double':
      return numberOf(value)
    case 'uint32': {
      const number = numberOf(value)
      return number === undefined ? undefined : Math.trunc(Math.min(Math.max(number, 0), WHOLE_NUMBER_MAX))
    }
    case 'bool':
      return typeof value === 'boolean' ? value : undefined
    default:
      throw new TypeError(`The layout has fields of type ${type}, which nothing here fits values to`)
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function numberOf(value: unknown): number | undefined {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
  const number = isNumeric ? Number(value) : Number.NaN
  return Number.isNaN(number) ? undefined : number
}
