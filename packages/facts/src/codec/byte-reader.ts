import { UndecodableAccountStateError } from './account-state-errors.ts'

const LOW_BITS = 0x7f
const MORE = 0x80
/** Seven groups of seven bits fit a safe integer; an eighth may. */
const SAFE_GROUPS = 7
/** Sums of squares of the largest amounts (2^63) over any number of payments. */
const BIGINT_SIZE_MAX_BYTES = 28
const TEXT_LENGTH_MAX = 16_384

/** Reads what a `ByteWriter` wrote, and nothing else: a number that is longer than it needs to be is refused. */
export class ByteReader {
  private readonly bytes: Uint8Array
  private readonly start: number
  private readonly end: number
  private position: number

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.start = start
    this.end = end
    this.position = start
  }

  get sizeBytes(): number {
    return this.end - this.start
  }

  fromStart(): ByteReader {
    return new ByteReader(this.bytes, this.start, this.end)
  }

  /** The next part, of so many bytes. */
  take(sizeBytes: number): ByteReader {
    const end = this.position + sizeBytes
    if (end > this.end) {
      throw new UndecodableAccountStateError('it ends early')
    }
    const part = new ByteReader(this.bytes, this.position, end)
    this.position = end
    return part
  }

  view(): Uint8Array {
    return this.bytes.subarray(this.start, this.end)
  }

  expectEnd(): void {
    if (this.position !== this.end) {
      throw new UndecodableAccountStateError('it goes on after its end')
    }
  }

  readByte(): number {
    const byte = this.position < this.end ? this.bytes[this.position] : undefined
    if (byte === undefined) {
      throw new UndecodableAccountStateError('it ends early')
    }
    this.position++
    return byte
  }

  readNumber(): number {
    let byte = this.readByte()
    if (byte < MORE) {
      return byte
    }
    let value = byte & LOW_BITS
    let scale = MORE
    do {
      byte = this.readByte()
      value += (byte & LOW_BITS) * scale
      scale *= MORE
    } while (byte >= MORE && value <= Number.MAX_SAFE_INTEGER && scale <= Number.MAX_SAFE_INTEGER)
    if (byte >= MORE || value > Number.MAX_SAFE_INTEGER) {
      throw new UndecodableAccountStateError('a number is too large')
    }
    expectShortest(byte)
    return value
  }

  readSigned(): number {
    const value = this.readNumber()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  readBigint(): bigint {
    let value = 0
    let scale = 1
    for (let group = 0; group < SAFE_GROUPS; group++) {
      const byte = this.readByte()
      value += (byte & LOW_BITS) * scale
      if (byte < MORE) {
        if (group > 0) {
          expectShortest(byte)
        }
        return BigInt(value)
      }
      scale *= MORE
    }
    return this.readLongBigint(BigInt(value))
  }

  private readLongBigint(low: bigint): bigint {
    let value = low
    for (let group = SAFE_GROUPS; group < BIGINT_SIZE_MAX_BYTES; group++) {
      const byte = this.readByte()
      value |= BigInt(byte & LOW_BITS) << BigInt(7 * group)
      if (byte < MORE) {
        expectShortest(byte)
        return value
      }
    }
    throw new UndecodableAccountStateError('a number is too large')
  }

  readFixed(sizeBytes: number): number {
    let value = 0
    let scale = 1
    for (let index = 0; index < sizeBytes; index++) {
      value += this.readByte() * scale
      scale *= 0x100
    }
    return value
  }

  readText(): string {
    const length = this.readLength(TEXT_LENGTH_MAX)
    let text = ''
    for (let index = 0; index < length; index++) {
      const unit = this.readNumber()
      if (unit > 0xffff) {
        throw new UndecodableAccountStateError('a text holds what is no character')
      }
      text += String.fromCharCode(unit)
    }
    return text
  }

  /** How many items follow. */
  readLength(max: number): number {
    const length = this.readNumber()
    if (length > max) {
      throw new UndecodableAccountStateError('a list is longer than it can be')
    }
    return length
  }
}

function expectShortest(lastByte: number): void {
  if (lastByte === 0) {
    throw new UndecodableAccountStateError('a number is longer than it needs to be')
  }
}
