/** One field of a protobuf message: a number of a varint or of eight bytes, or the bytes of a text or of a message within. */
export interface ProtobufField {
  readonly number: number
  readonly value: bigint | Buffer
}

const VARINT = 0
const FIXED_64 = 1
const BYTES = 2
const FIXED_32 = 5

/** The fields of a protobuf message, in the order in which they stand. @throws RangeError, TypeError for what is none */
export function* protobufFields(message: Buffer): Generator<ProtobufField, void, void> {
  let at = 0
  function varint(): bigint {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at)
      at += 1
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) {
        return value
      }
    }
  }
  function bytes(sizeBytes: number): Buffer {
    if (at + sizeBytes > message.length) {
      throw new RangeError('A field of a protobuf message is longer than the message')
    }
    at += sizeBytes
    return message.subarray(at - sizeBytes, at)
  }
  while (at < message.length) {
    const tag = Number(varint())
    const number = tag >>> 3
    switch (tag & 7) {
      case VARINT:
        yield { number, value: varint() }
        break
      case FIXED_64:
        yield { number, value: bytes(8).readBigUInt64LE() }
        break
      case BYTES:
        yield { number, value: bytes(Number(varint())) }
        break
      case FIXED_32:
        yield { number, value: BigInt(bytes(4).readUInt32LE()) }
        break
      default:
        throw new TypeError(`A protobuf field of an unknown wire type: ${tag & 7}`)
    }
  }
}
