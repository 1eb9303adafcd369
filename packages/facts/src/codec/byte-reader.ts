import { UndecodableAccountStateError } from './account-state-errors.ts'
import type { ByteWriter } from './byte-writer.ts'

const LOW_BITS = 0x7f
const MORE = 0x80
/** Groups of seven bits that always fit a safe integer. */
const SAFE_GROUPS = 7
/** Of the last group of seven bits that a safe integer can have. */
const SCALE_MAX = 2 ** 49
/** Sums of squares of the largest amounts (2^63) over any number of payments. */
const BIGINT_SIZE_MAX_BYTES = 28n
const TEXT_LENGTH_MAX = 16_384
/** Shorter texts are read unit by unit: quicker than making a view of them. */
const ONE_GO_LENGTH_MIN = 8
/** Each unit is an argument, which takes room on the stack. */
const ONE_GO_LENGTH_MAX = 256

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
    const start = this.position
    this.move(start + sizeBytes)
    return new ByteReader(this.bytes, start, this.position)
  }

  /** Writes all of it. */
  copyTo(writer: ByteWriter): void {
    writer.copy(this.bytes, this.start, this.end)
  }

  expectEnd(): void {
    if (this.position !== this.end) {
      throw new UndecodableAccountStateError('it goes on after its end')
    }
  }

  readByte(): number {
    const byte = this.bytes[this.position] ?? 0
    this.move(this.position + 1)
    return byte
  }

  private move(position: number): void {
    if (position > this.end) {
      throw new UndecodableAccountStateError('it ends early')
    }
    this.position = position
  }

  readNumber(): number {
    const { bytes } = this
    let { position } = this
    // Beyond the last byte there is nothing but zeros; `move` notices.
    let byte = bytes[position++] ?? 0
    let value = byte
    if (byte >= MORE) {
      value -= MORE
      let scale = MORE
      do {
        byte = bytes[position++] ?? 0
        value += (byte & LOW_BITS) * scale
        scale *= MORE
      } while (byte >= MORE && scale <= SCALE_MAX)
      if (byte >= MORE || value > Number.MAX_SAFE_INTEGER) {
        throw new UndecodableAccountStateError('a number is too large')
      }
      expectShortest(byte)
    }
    this.move(position)
    return value
  }

  readSigned(): number {
    const value = this.readNumber()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  readBigint(): bigint {
    const { bytes, position } = this
    for (let group = 0; group < SAFE_GROUPS; group++) {
      if ((bytes[position + group] ?? 0) < MORE) {
        return BigInt(this.readNumber())
      }
    }
    return this.readLongBigint()
  }

  private readLongBigint(): bigint {
    let value = 0n
    for (let group = 0n; group < BIGINT_SIZE_MAX_BYTES; group++) {
      const byte = this.readByte()
      value |= BigInt(byte & LOW_BITS) << (7n * group)
      if (byte < MORE) {
        expectShortest(byte)
        return value
      }
    }
    throw new UndecodableAccountStateError('a number is too large')
  }

  readFixed(sizeBytes: number): number {
    let value = 0
    for (let index = sizeBytes - 1; index >= 0; index--) {
      value = value * 0x100 + (this.bytes[this.position + index] ?? 0)
    }
    this.move(this.position + sizeBytes)
    return value
  }

  readText(): string {
    const length = this.readLength(TEXT_LENGTH_MAX)
    const ascii = this.readAscii(length)
    if (ascii !== undefined) {
      return ascii
    }
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

  /** A text of one byte a unit, in one go: most are longer account ids. Undefined, and nothing read, where there is another unit. */
  private readAscii(length: number): string | undefined {
    const { bytes, position } = this
    const end = position + length
    if (length < ONE_GO_LENGTH_MIN || length > ONE_GO_LENGTH_MAX || end > this.end) {
      return undefined
    }
    for (let index = position; index < end; index++) {
      if ((bytes[index] ?? MORE) >= MORE) {
        return undefined
      }
    }
    this.position = end
    // `apply` takes whatever has a length; its declaration says arrays only.
    return String.fromCharCode.apply(null, bytes.subarray(position, end) as unknown as number[])
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
