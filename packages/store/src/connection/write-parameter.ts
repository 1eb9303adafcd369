import type { MessageWriter } from './message-writer.ts'
import type { ParameterEncoding, ParameterType } from './parameter-type.ts'

const TEXT_FORMAT = 0
const BINARY_FORMAT = 1
const NULL_SIZE = -1

/**
 * Writes a value with its size. Arrays of the types that this store sends go in binary: PostgreSQL then takes their elements as they are,
 * instead of parsing text. What does not fit its type goes as text, for PostgreSQL to refuse as it refuses any other value.
 * @returns the format's number in the protocol
 * @throws TypeError for a value that no parameter has
 */
export function writeParameter(writer: MessageWriter, value: unknown, { array }: ParameterType): number {
  if (value === null || value === undefined) {
    writer.int32(NULL_SIZE)
    return TEXT_FORMAT
  }
  if (value instanceof Uint8Array) {
    writer.binary(value)
    return BINARY_FORMAT
  }
  if (!Array.isArray(value)) {
    writer.text(scalarText(value))
    return TEXT_FORMAT
  }
  const start = writer.sizeBytes
  if (array !== undefined && writeArray(writer, value, array.element, array.elementOid)) {
    return BINARY_FORMAT
  }
  writer.rewind(start)
  writer.text(arrayText(value))
  return TEXT_FORMAT
}

/** https://github.com/postgres/postgres/blob/REL_18_0/src/backend/utils/adt/arrayfuncs.c (array_recv) */
function writeArray(
  writer: MessageWriter,
  values: readonly unknown[],
  element: ParameterEncoding,
  elementOid: number,
): boolean {
  const start = writer.sizeBytes
  writer.int32(0)
  if (values.length === 0) {
    writer.int32(0)
    writer.int32(0)
    writer.int32(elementOid)
  } else {
    writer.int32(1)
    writer.int32(values.some(isNull) ? 1 : 0)
    writer.int32(elementOid)
    writer.int32(values.length)
    writer.int32(1)
    for (const value of values) {
      if (value === null || value === undefined) {
        writer.int32(NULL_SIZE)
      } else if (!writeElement(writer, value, element)) {
        return false
      }
    }
  }
  writer.setInt32(start, writer.sizeBytes - start - 4)
  return true
}

function isNull(value: unknown): boolean {
  return value === null || value === undefined
}

function writeElement(writer: MessageWriter, value: unknown, element: ParameterEncoding): boolean {
  switch (element) {
    case 'text':
      if (typeof value !== 'string') {
        return false
      }
      writer.text(value)
      return true
    case 'int8':
      writer.int32(8)
      return (typeof value === 'number' || typeof value === 'bigint') && writer.int64(value)
    case 'int4':
      writer.int32(4)
      if (typeof value !== 'number' || (value | 0) !== value) {
        return false
      }
      writer.int32(value)
      return true
    case 'bool':
      if (typeof value !== 'boolean') {
        return false
      }
      writer.int32(1)
      writer.byte(value ? 1 : 0)
      return true
  }
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') {
    return value
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value)
  }
  throw new TypeError('A parameter of a statement is text, a number, a truth value, bytes, or a list of such')
}

/** https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO */
function arrayText(values: readonly unknown[]): string {
  const elements = values.map((value) =>
    isNull(value) ? 'NULL' : `"${scalarText(value).replaceAll(/["\\]/g, String.raw`\$&`)}"`,
  )
  return `{${elements.join(',')}}`
}
