/** Enough for most states. */
const FIRST_SIZE_BYTES = 2_048
/** Fewer bytes are copied one by one: quicker than making a view of them. */
const VIEW_SIZE_MIN_BYTES = 100
const LOW_BITS = 0x7f
const MORE = 0x80
const SMALL_MAX = 2 ** 31
const VARINT_SIZE_MAX_BYTES = 8

/** Writes whole numbers in as few bytes as they need (LEB128: seven bits a byte, lowest first). Grows as needed. */
export class ByteWriter {
  private buffer: Uint8Array
  private size = 0

  constructor(firstSizeBytes = FIRST_SIZE_BYTES) {
    this.buffer = new Uint8Array(firstSizeBytes)
  }

  get sizeBytes(): number {
    return this.size
  }

  /** A whole number that is not negative. */
  writeNumber(value: number): void {
    if (!(value >= 0 && Number.isSafeInteger(value))) {
      throw new RangeError('A stored number is whole, safe and not negative')
    }
    this.reserve(VARINT_SIZE_MAX_BYTES)
    const { buffer } = this
    let { size } = this
    let rest = value
    while (rest >= SMALL_MAX) {
      buffer[size++] = (rest & LOW_BITS) | MORE
      rest = Math.floor(rest / MORE)
    }
    while (rest >= MORE) {
      buffer[size++] = (rest & LOW_BITS) | MORE
      rest >>>= 7
    }
    buffer[size++] = rest
    this.size = size
  }

  /** A whole number of either sign, of at most 52 bits. */
  writeSigned(value: number): void {
    this.writeNumber(value < 0 ? -2 * value - 1 : 2 * value)
  }

  writeBigint(value: bigint): void {
    if (value < 0n) {
      throw new RangeError('A stored number is not negative')
    }
    if (value <= Number.MAX_SAFE_INTEGER) {
      this.writeNumber(Number(value))
      return
    }
    let rest = value
    while (rest >= 0x80n) {
      this.writeByte(Number(rest & 0x7fn) | MORE)
      rest >>= 7n
    }
    this.writeByte(Number(rest))
  }

  /** A number of so many bytes, lowest first. */
  writeFixed(value: number, sizeBytes: number): void {
    this.reserve(sizeBytes)
    let rest = value
    for (let index = 0; index < sizeBytes; index++) {
      this.buffer[this.size++] = rest & 0xff
      rest = Math.floor(rest / 0x100)
    }
  }

  /** A text as its UTF-16 code units: no text is refused or changed. */
  writeText(text: string): void {
    this.writeNumber(text.length)
    for (let index = 0; index < text.length; index++) {
      this.writeNumber(text.charCodeAt(index))
    }
  }

  writeByte(value: number): void {
    this.reserve(1)
    this.buffer[this.size++] = value
  }

  /** The bytes from `start` to `end`. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    this.reserve(end - start)
    if (end - start >= VIEW_SIZE_MIN_BYTES) {
      this.buffer.set(bytes.subarray(start, end), this.size)
      this.size += end - start
      return
    }
    for (let index = start; index < end; index++) {
      this.buffer[this.size++] = bytes[index] ?? 0
    }
  }

  /** Forgets what was written, and keeps the room for it. */
  clear(): void {
    this.size = 0
  }

  /** What was written so far; valid until the next write. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.size)
  }

  private reserve(sizeBytes: number): void {
    if (this.size + sizeBytes <= this.buffer.length) {
      return
    }
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.size + sizeBytes))
    larger.set(this.buffer.subarray(0, this.size))
    this.buffer = larger
  }
}
