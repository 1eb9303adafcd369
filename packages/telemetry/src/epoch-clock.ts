/** Beyond it, the clock of the system was set, or has drifted away from that of the processor. */
const DRIFT_MS_MAX = 50

export interface ClockSources {
  /** Milliseconds since the epoch, whole ones. */
  readonly dateMs: () => number
  /** Monotonic, with fractions. */
  readonly monotonicMs: () => number
}

/** Milliseconds since the epoch with microseconds: durations within a process are exact, and days later the time is still that of the system. */
export function createEpochClock({ dateMs, monotonicMs }: ClockSources): () => number {
  let offsetMs = dateMs() - monotonicMs()
  return () => {
    const nowMs = monotonicMs() + offsetMs
    const driftMs = dateMs() - nowMs
    if (Math.abs(driftMs) <= DRIFT_MS_MAX) {
      return nowMs
    }
    offsetMs += driftMs
    return nowMs + driftMs
  }
}
