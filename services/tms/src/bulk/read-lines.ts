const LINE_FEED = 0x0a

export interface LineBounds {
  readonly lineBytesMax: number
  readonly linesMax: number
  readonly bodyBytesMax: number
}

/** A line of a body, counted from 1, or what stands in its place. Blank lines count, but are left out. */
export type BodyLine =
  | { readonly kind: 'line'; readonly number: number; readonly bytes: Buffer }
  /** It was longer than a line may be; it was not kept. */
  | { readonly kind: 'too-long'; readonly number: number }
  /** This line and all after it are more than a body may have; they are not read. Always the last. */
  | { readonly kind: 'too-many'; readonly number: number }

/**
 * Splits a body into lines (NDJSON) as it comes; never holds more than one line and one chunk. A last line without a line feed is a line
 * when the body ended, and none when it broke off: then the source throws. What is beyond the bounds is read and dropped, up to the bound
 * of the body, so that the sender gets to reading its answer.
 */
export async function* readLines(
  source: AsyncIterable<Buffer>,
  bounds: LineBounds,
): AsyncGenerator<BodyLine, void, void> {
  const line = new LineBuffer(bounds.lineBytesMax)
  let number = 1
  let sizeBytes = 0
  let isOver = false
  for await (const chunk of source) {
    sizeBytes += chunk.length
    let from = 0
    while (!isOver && from < chunk.length) {
      if (number > bounds.linesMax || sizeBytes > bounds.bodyBytesMax) {
        isOver = true
        yield { kind: 'too-many', number }
        break
      }
      const end = chunk.indexOf(LINE_FEED, from)
      line.add(chunk.subarray(from, end === -1 ? chunk.length : end))
      if (end === -1) {
        break
      }
      yield* line.take(number)
      number += 1
      from = end + 1
    }
    if (sizeBytes > bounds.bodyBytesMax) {
      return
    }
  }
  if (!isOver) {
    yield* line.take(number)
  }
}

/** The line that is being read. */
class LineBuffer {
  readonly #bytesMax: number
  #parts: Buffer[] = []
  #sizeBytes = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  add(part: Buffer): void {
    this.#sizeBytes += part.length
    if (this.#sizeBytes > this.#bytesMax) {
      this.#parts = []
    } else if (part.length > 0) {
      this.#parts.push(part)
    }
  }

  /** The line, unless it is blank. A copy: chunks are parts of buffers that the network reads into again. */
  *take(number: number): Generator<BodyLine, void, void> {
    const isTooLong = this.#sizeBytes > this.#bytesMax
    const bytes = Buffer.concat(this.#parts)
    this.#parts = []
    this.#sizeBytes = 0
    if (isTooLong) {
      yield { kind: 'too-long', number }
    } else if (!isBlank(bytes)) {
      yield { kind: 'line', number, bytes }
    }
  }
}

/** White space as JSON knows it (RFC 8259, section 2). */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)
}
