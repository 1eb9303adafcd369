import { sleep } from 'k6'
import type { Clock } from '../src/clock.ts'

/** The wall clock, the only one that k6 has. Waiting keeps the virtual user busy, as it keeps a sender's connection. */
export const runClock: Clock = {
  nowMs: () => Date.now(),
  epochMs: (atMs) => atMs,
  waitUntil: async (atMs) => sleep(Math.max(0, atMs - Date.now()) / 1_000),
}
