const TIMESTAMP_MAX_MS = 2 ** 48 - 1

/** How many bytes of a digest an identifier takes; 74 of their 80 bits are used. */
export const EVALUATION_ID_DIGEST_BYTES = 10

/**
 * A UUID version 7 (RFC 9562, section 5.7) whose random part is taken from a digest: the same message under the same configuration has
 * the same identifier on every delivery, and identifiers sort by time of acceptance.
 * @throws RangeError when the time is no whole number of milliseconds that 48 bits hold, or the digest is too short.
 */
export function evaluationIdOf(acceptedAtMs: number, digestBytes: Uint8Array): string {
  if (!Number.isInteger(acceptedAtMs) || acceptedAtMs < 0 || acceptedAtMs > TIMESTAMP_MAX_MS) {
    throw new RangeError(`${acceptedAtMs} is not a time in milliseconds that fits 48 bits`)
  }
  if (digestBytes.length < EVALUATION_ID_DIGEST_BYTES) {
    throw new RangeError(`A digest of ${digestBytes.length} bytes is too short for an identifier`)
  }
  const time = acceptedAtMs.toString(16).padStart(12, '0')
  const bytes = Array.from(digestBytes.subarray(0, EVALUATION_ID_DIGEST_BYTES), (byte, index) =>
    (index === 0 ? 0x70 | (byte & 0x0f) : index === 2 ? 0x80 | (byte & 0x3f) : byte)
      .toString(16)
      .padStart(2, '0'),
  ).join('')
  return [time.slice(0, 8), time.slice(8), bytes.slice(0, 4), bytes.slice(4, 8), bytes.slice(8)].join('-')
}
