/**
 * Many byte strings as one `bytea` parameter with their places, to be taken apart by `substring(packed from start for length)`.
 * An array of `bytea` would travel as escaped hexadecimal text, twice the size and parsed character by character.
 */
export interface PackedBytes {
  readonly packed: Buffer
  /** 1-based, as SQL counts; null where there were no bytes. */
  readonly starts: readonly (number | null)[]
  readonly lengths: readonly (number | null)[]
}

export function packBytes(chunks: readonly (Uint8Array | undefined)[]): PackedBytes {
  const starts: (number | null)[] = []
  const lengths: (number | null)[] = []
  const present: Uint8Array[] = []
  let next = 1
  for (const chunk of chunks) {
    starts.push(chunk === undefined ? null : next)
    lengths.push(chunk === undefined ? null : chunk.byteLength)
    if (chunk !== undefined) {
      present.push(chunk)
      next += chunk.byteLength
    }
  }
  return { packed: Buffer.concat(present), starts, lengths }
}
