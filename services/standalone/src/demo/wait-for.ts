import { setTimeout as pause } from 'node:timers/promises'

const EVERY_MS = 50

/** Asks again and again until the answer is there, at most so long. */
export async function waitFor<T>(
  ask: () => Promise<T | undefined>,
  timeoutMs: number,
): Promise<T | undefined> {
  const endMs = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined || performance.now() > endMs) {
      return answer
    }
    await pause(EVERY_MS)
  }
}
