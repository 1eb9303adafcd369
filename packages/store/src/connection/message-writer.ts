const FIRST_SIZE_BYTES = 16_384
/** A larger buffer is not kept for the next exchange. */
const KEPT_SIZE_MAX_BYTES = 1_048_576
/** Shorter text is copied character by character, as long as it is ASCII: quicker than a call into the platform. */
const SHORT_TEXT_MAX = 64
const ASCII_MAX = 0x7f
const UTF8_BYTES_PER_UNIT_MAX = 3
const TWO_TO_32 = 4_294_967_296
const INT8_MAX = 2n ** 63n - 1n
const INT8_MIN = -(2n ** 63n)

/**
 * Writes the messages of PostgreSQL's protocol one behind the other, to be sent at once.
 * https://www.postgresql.org/docs/18/protocol-message-formats.html
 */
export class MessageWriter {
  private buffer = Buffer.allocUnsafe(FIRST_SIZE_BYTES)
  private size = 0
  private messageStart = 0

  get sizeBytes(): number {
    return this.size
  }

  /** What was written. It is overwritten after the next `reset`. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.size)
  }

  reset(): void {
    this.size = 0
    if (this.buffer.length > KEPT_SIZE_MAX_BYTES) {
      this.buffer = Buffer.allocUnsafe(FIRST_SIZE_BYTES)
    }
  }

  /** Forgets what was written from here on. */
  rewind(sizeBytes: number): void {
    this.size = sizeBytes
  }

  /** @param code the letter of the message */
  begin(code: string): void {
    this.reserve(5)
    this.buffer[this.size++] = code.charCodeAt(0)
    this.messageStart = this.size
    this.size += 4
  }

  /** Ends the message that was begun, whose length is known now. */
  end(): void {
    this.setInt32(this.messageStart, this.size - this.messageStart)
  }

  byte(value: number): void {
    this.reserve(1)
    this.buffer[this.size++] = value
  }

  int16(value: number): void {
    this.reserve(2)
    this.buffer[this.size++] = value >>> 8
    this.buffer[this.size++] = value
  }

  int32(value: number): void {
    this.reserve(4)
    this.setInt32(this.size, value)
    this.size += 4
  }

  /** False, with nothing written, for what is no whole number of 64 bits. */
  int64(value: number | bigint): boolean {
    if (typeof value === 'bigint') {
      if (value > INT8_MAX || value < INT8_MIN) {
        return false
      }
      this.reserve(8)
      this.size = this.buffer.writeBigInt64BE(value, this.size)
      return true
    }
    if (!Number.isSafeInteger(value)) {
      return false
    }
    const high = Math.floor(value / TWO_TO_32)
    this.int32(high)
    this.int32(value - high * TWO_TO_32)
    return true
  }

  setInt16(at: number, value: number): void {
    this.buffer[at] = value >>> 8
    this.buffer[at + 1] = value
  }

  setInt32(at: number, value: number): void {
    const { buffer } = this
    buffer[at] = value >>> 24
    buffer[at + 1] = value >>> 16
    buffer[at + 2] = value >>> 8
    buffer[at + 3] = value
  }

  /** Text that ends with a zero byte. */
  name(value: string): void {
    this.textBytes(value)
    this.byte(0)
  }

  /** The size in bytes, and the text in UTF-8. */
  text(value: string): void {
    const lengthAt = this.size
    this.int32(0)
    this.textBytes(value)
    this.setInt32(lengthAt, this.size - lengthAt - 4)
  }

  /** The size, and the bytes. */
  binary(value: Uint8Array): void {
    this.int32(value.byteLength)
    this.reserve(value.byteLength)
    this.buffer.set(value, this.size)
    this.size += value.byteLength
  }

  private textBytes(value: string): void {
    const { length } = value
    this.reserve(length * UTF8_BYTES_PER_UNIT_MAX)
    const { buffer, size } = this
    if (length <= SHORT_TEXT_MAX) {
      let index = 0
      for (; index < length; index++) {
        const code = value.charCodeAt(index)
        if (code > ASCII_MAX) {
          break
        }
        buffer[size + index] = code
      }
      if (index === length) {
        this.size = size + length
        return
      }
    }
    this.size = size + buffer.write(value, size, 'utf8')
  }

  private reserve(sizeBytes: number): void {
    const needed = this.size + sizeBytes
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2))
      larger.set(this.buffer.subarray(0, this.size))
      this.buffer = larger
    }
  }
}
