import type { Codec } from './codec.ts'

/** How a message is made that is derived from another one: each form only when it is asked for. */
export interface EncodedSources<T> {
  /** @throws UndecodableMessageError */
  value(): T
  bytes(): Uint8Array
}

/**
 * A message that is held as bytes, as a value, or both: converted at most once each way. Stages chained in one process pass the
 * value on, stages that only move bytes never parse them.
 */
export class Encoded<T> {
  readonly #codec: Codec<T> | undefined
  readonly #sources: EncodedSources<T> | undefined
  #bytes: Uint8Array | undefined
  #value: T | undefined

  private constructor(
    codec: Codec<T> | undefined,
    bytes: Uint8Array | undefined,
    value: T | undefined,
    sources?: EncodedSources<T>,
  ) {
    this.#codec = codec
    this.#bytes = bytes
    this.#value = value
    this.#sources = sources
  }

  static ofBytes<T>(codec: Codec<T>, bytes: Uint8Array): Encoded<T> {
    return new Encoded<T>(codec, bytes, undefined)
  }

  static ofValue<T>(codec: Codec<T>, value: T & {}): Encoded<T> {
    return new Encoded<T>(codec, undefined, value)
  }

  static ofSources<T>(sources: EncodedSources<T>): Encoded<T> {
    return new Encoded<T>(undefined, undefined, undefined, sources)
  }

  /** A value whose bytes are put together in another way than by its codec. */
  static ofWritten<T>(value: T & {}, bytes: () => Uint8Array): Encoded<T> {
    return new Encoded<T>(undefined, undefined, value, { value: () => value, bytes })
  }

  /** Whether asking for the value costs nothing. */
  get isDecoded(): boolean {
    return this.#value !== undefined
  }

  /** @throws UndecodableMessageError */
  value(): T {
    if (this.#value !== undefined) {
      return this.#value
    }
    const value = this.#read()
    this.#value = value
    return value
  }

  bytes(): Uint8Array {
    if (this.#bytes === undefined) {
      this.#bytes = this.#write()
    }
    return this.#bytes
  }

  #read(): T {
    if (this.#sources !== undefined) {
      return this.#sources.value()
    }
    if (this.#codec === undefined) {
      throw new TypeError('An encoded message has a codec or sources')
    }
    return this.#codec.decode(this.bytes())
  }

  #write(): Uint8Array {
    if (this.#sources !== undefined) {
      return this.#sources.bytes()
    }
    if (this.#codec === undefined || this.#value === undefined) {
      throw new TypeError('An encoded message holds bytes or a value')
    }
    return this.#codec.encode(this.#value)
  }
}
