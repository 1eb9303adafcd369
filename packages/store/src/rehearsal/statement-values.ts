/** A value of an answer in the text format of PostgreSQL. */
export type TextValue = string | null

/** Values of a statement, of which one element each belongs together. */
type Values = readonly unknown[]

/** The list at a place. @throws TypeError when no list is there */
export function columnOf(values: Values, index: number): readonly unknown[] {
  const column = values[index]
  if (!Array.isArray(column)) {
    throw new TypeError(`Value ${index} of a rehearsed statement is no list`)
  }
  return column
}

export function textsOf(values: Values, index: number): readonly TextValue[] {
  return columnOf(values, index).map(textOf)
}

export function flagsOf(values: Values, index: number): readonly boolean[] {
  return columnOf(values, index).map((value) => value === true)
}

export function numbersOf(values: Values, index: number): readonly number[] {
  return columnOf(values, index).map(Number)
}

/** The bytes at a place. @throws TypeError when no bytes are there */
export function bytesOf(values: Values, index: number): Uint8Array {
  const bytes = values[index]
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(`Value ${index} of a rehearsed statement is no bytes`)
  }
  return bytes
}

function textOf(value: unknown): TextValue {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return String(value)
  }
  return typeof value === 'string' ? value : null
}
