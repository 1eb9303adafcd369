import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4_096
const TRACE_ID_BYTES = 16
const SPAN_ID_BYTES = 8
const ALL_ZEROS = /^0+$/

/** Ids as W3C Trace Context has them: random, and never all zeros. Random bytes are fetched for many at a time. */
export class RandomIds {
  readonly #pool = Buffer.alloc(POOL_BYTES)
  #at = POOL_BYTES

  traceId(): string {
    return this.#hex(TRACE_ID_BYTES)
  }

  spanId(): string {
    return this.#hex(SPAN_ID_BYTES)
  }

  #hex(sizeBytes: number): string {
    if (this.#at + sizeBytes > POOL_BYTES) {
      randomFillSync(this.#pool)
      this.#at = 0
    }
    const text = this.#pool.toString('hex', this.#at, this.#at + sizeBytes)
    this.#at += sizeBytes
    return ALL_ZEROS.test(text) ? this.#hex(sizeBytes) : text
  }
}
