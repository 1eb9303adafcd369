import type { Clock } from './clock.ts'

/** Resolves when the work is done or the time is up, whichever is first; rejects if the work does before that. */
export async function waitAtMost(work: Promise<void>, limitMs: number, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, resolve)
    work.then(resolve, reject).finally(cancel)
  })
}
