import type { ByteReader } from '../codec/byte-reader.ts'
import type { ByteWriter } from '../codec/byte-writer.ts'

/** How one part of a state is written. What `isEmpty` accepts is written as nothing. */
export interface SectionCodec<T> {
  empty(): T
  isEmpty(value: T): boolean
  write(writer: ByteWriter, value: T): void
  /** @throws UndecodableAccountStateError */
  read(reader: ByteReader): T
}

/** A part of a state that stays bytes until it is needed, and is written again only if it may have changed. */
export class LazySection<T> {
  private readonly codec: SectionCodec<T>
  private bytes: ByteReader | undefined
  private value: T | undefined

  constructor(codec: SectionCodec<T>, bytes?: ByteReader) {
    this.codec = codec
    this.bytes = bytes
  }

  /** The value, to look at only. */
  read(): T {
    if (this.value !== undefined) {
      return this.value
    }
    const value = this.decode()
    this.value = value
    return value
  }

  /** The value, to change in place. */
  change(): T {
    const value = this.read()
    this.bytes = undefined
    return value
  }

  writeTo(writer: ByteWriter): void {
    if (this.bytes !== undefined) {
      this.bytes.copyTo(writer)
    } else if (this.value !== undefined && !this.codec.isEmpty(this.value)) {
      this.codec.write(writer, this.value)
    }
  }

  private decode(): T {
    if (this.bytes === undefined || this.bytes.sizeBytes === 0) {
      return this.codec.empty()
    }
    const reader = this.bytes.fromStart()
    const value = this.codec.read(reader)
    reader.expectEnd()
    return value
  }
}
