/** Turns values into bytes and back. `decode` parses `unknown` once and throws `UndecodableMessageError` naming the path. */
export interface Codec<T> {
  encode(value: T): Uint8Array
  decode(bytes: Uint8Array): T
}

/** Bytes that are no message of the expected kind or version. Such a message is rejected to quarantine, never retried. */
export class UndecodableMessageError extends Error {
  override readonly name = 'UndecodableMessageError'
}
