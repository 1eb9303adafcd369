import type { Clock } from '@pantau/evaluation'

const NS_PER_MS = 1_000_000

/** Durations of rules and typologies in a running process: monotonic, in nanoseconds. */
export const monotonicClock: Clock = { nowNs: () => performance.now() * NS_PER_MS }
