import { types } from 'pg'
import type { CustomTypesConfig } from 'pg'

const INT8 = 20
const INT8_ARRAY = 1016

type TextParser = (text: string) => unknown

/**
 * How values come back from PostgreSQL: as the driver does it, but `int8` as a number. Everything that this store reads as `int8` is a
 * time in milliseconds or a count; amounts are read as text. A value beyond 2^53 is an error, never rounded.
 */
export const VALUE_TYPES: CustomTypesConfig = {
  // The driver asks with an object identifier and an optional format; only the text format is used.
  getTypeParser: (oid: number, format?: 'text' | 'binary'): TextParser => {
    if (format !== 'binary') {
      if (oid === INT8) {
        return parseInt8
      }
      if (oid === INT8_ARRAY) {
        return parseInt8Array
      }
    }
    return types.getTypeParser(oid, format)
  },
}

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError('An int8 beyond 2^53 was read as a number')
  }
  return value
}

function parseInt8Array(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(parseInt8)
}
