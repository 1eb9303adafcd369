/** Monotonic time in milliseconds with fractions, and waiting on it. Injected so that drivers can be tested without waiting. */
export interface Clock {
  nowMs(): number
  /** Resolves at or after `atMs` of this clock; at once when that is past. */
  waitUntil(atMs: number): Promise<void>
  /** The wall-clock time, in milliseconds since the epoch, that a time of this clock stands for. */
  epochMs(atMs: number): number
}
