const NEWLINE = 0x0a

/** Joins encoded messages, each one line of JSON, into one buffer that nobody else holds, so that it can be moved to another thread. */
export function joinLines(lines: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let sizeBytes = 0
  for (const line of lines) {
    sizeBytes += line.length + 1
  }
  const joined = new Uint8Array(sizeBytes)
  let offset = 0
  for (const line of lines) {
    joined.set(line, offset)
    joined[offset + line.length] = NEWLINE
    offset += line.length + 1
  }
  return joined
}

/** The lines of `joinLines`, as views into the buffer. */
export function splitLines(joined: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let end = joined.indexOf(NEWLINE); end !== -1; end = joined.indexOf(NEWLINE, start)) {
    lines.push(joined.subarray(start, end))
    start = end + 1
  }
  return lines
}
