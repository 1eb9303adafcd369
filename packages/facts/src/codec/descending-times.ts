import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

/** Writes times (or days), newest first: the first as it is, each other as its distance from the one before. */
export class TimeWriter {
  private readonly writer: ByteWriter
  private previous: number | undefined

  /** @param previous a time that is known when reading, and no earlier than the first */
  constructor(writer: ByteWriter, previous?: number) {
    this.writer = writer
    this.previous = previous
  }

  write(time: number): void {
    if (this.previous === undefined) {
      this.writer.writeSigned(time)
    } else {
      this.writer.writeNumber(this.previous - time)
    }
    this.previous = time
  }
}

export class TimeReader {
  private readonly reader: ByteReader
  private previous: number | undefined

  constructor(reader: ByteReader, previous?: number) {
    this.reader = reader
    this.previous = previous
  }

  read(): number {
    const time =
      this.previous === undefined ? this.reader.readSigned() : this.previous - this.reader.readNumber()
    this.previous = time
    return time
  }
}
