import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

/** Writes times (or days), newest first: the first as it is, each other as its distance from the one before. */
export class TimeWriter {
  private readonly writer: ByteWriter
  private previous: number | undefined

  constructor(writer: ByteWriter) {
    this.writer = writer
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

  constructor(reader: ByteReader) {
    this.reader = reader
  }

  read(): number {
    const time =
      this.previous === undefined ? this.reader.readSigned() : this.previous - this.reader.readNumber()
    this.previous = time
    return time
  }
}
