/** Where durations come from. The pure core reads no clock of its own; results differ between two runs in durations only. */
export interface Clock {
  /** A monotonic time in nanoseconds from an arbitrary origin. */
  nowNs(): number
}
