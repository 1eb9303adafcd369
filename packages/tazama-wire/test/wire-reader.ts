import { heldBy } from './documented-message.ts'
import type { DocumentedMessage, Kind } from './documented-message.ts'

/** https://protobuf.dev/programming-guides/encoding/#structure */
const WIRE_TYPES: Readonly<Record<Kind, number>> = { u: 0, b: 0, d: 1, s: 2 }
const WIRE_TYPE_OF_MESSAGES = 2

/**
 * Reads a protobuf message by documented field numbers alone. Strict: a number or wire type that is not documented is an error, as is a
 * single field that comes twice.
 */
export function readWire(bytes: Uint8Array, fields: DocumentedMessage): Record<string, unknown> {
  const names = new Map(Object.entries(fields).map(([name, field]) => [field[0], { name, field }]))
  const read: Record<string, unknown> = {}
  let offset = 0

  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[offset++]
      if (byte === undefined) {
        throw new RangeError('The message ends within a number')
      }
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) {
        return value
      }
    }
  }
  const take = (length: number): Uint8Array => {
    offset += length
    if (offset > bytes.length) {
      throw new RangeError('The message ends within a field')
    }
    return bytes.subarray(offset - length, offset)
  }
  const value = (holds: Kind | DocumentedMessage): unknown => {
    if (typeof holds === 'object') {
      return readWire(take(Number(varint())), holds)
    }
    switch (holds) {
      case 'u':
        return Number(varint())
      case 'b':
        return varint() === 1n
      case 'd':
        return Buffer.from(take(8)).readDoubleLE()
      case 's':
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(take(Number(varint())))
    }
  }

  while (offset < bytes.length) {
    const tag = Number(varint())
    const found = names.get(tag >> 3)
    if (found === undefined) {
      throw new RangeError(`Field ${tag >> 3} is not documented`)
    }
    const { name, field } = found
    const { one, isRepeated } = heldBy(field)
    const wireType = typeof one === 'string' ? WIRE_TYPES[one] : WIRE_TYPE_OF_MESSAGES
    if ((tag & 7) !== wireType || (!isRepeated && name in read)) {
      throw new RangeError(`${name} comes as wire type ${tag & 7}, or twice`)
    }
    const items = read[name]
    read[name] = isRepeated ? [...(Array.isArray(items) ? items : []), value(one)] : value(one)
  }
  return read
}
