import type { Codec } from './codec.ts'

/**
 * A message that is held as bytes, as a value, or both: converted at most once each way. Stages chained in one process pass the
 * value on, stages that only move bytes never parse them.
 */
export class Encoded<T> {
  readonly #codec: Codec<T>
  #bytes: Uint8Array | undefined
  #value: T | undefined

  private constructor(codec: Codec<T>, bytes: Uint8Array | undefined, value: T | undefined) {
    this.#codec = codec
    this.#bytes = bytes
    this.#value = value
  }

  static ofBytes<T>(codec: Codec<T>, bytes: Uint8Array): Encoded<T> {
    return new Encoded<T>(codec, bytes, undefined)
  }

  static ofValue<T>(codec: Codec<T>, value: T & {}): Encoded<T> {
    return new Encoded<T>(codec, undefined, value)
  }

  /** @throws UndecodableMessageError */
  value(): T {
    if (this.#value !== undefined) {
      return this.#value
    }
    const value = this.#codec.decode(this.bytes())
    this.#value = value
    return value
  }

  bytes(): Uint8Array {
    if (this.#bytes === undefined) {
      if (this.#value === undefined) {
        throw new TypeError('An encoded message holds bytes or a value')
      }
      this.#bytes = this.#codec.encode(this.#value)
    }
    return this.#bytes
  }
}
