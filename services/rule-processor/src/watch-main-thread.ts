import type { Session } from 'node:inspector'

/** What the watching thread is given; `run` is shared with the main thread. */
export interface MainThreadWatch {
  /** One cell: the number of the run that goes on, 0 where none does, and its negative once it is to be stopped. */
  readonly run: Int32Array<SharedArrayBuffer>
  /** How long that run may take, in milliseconds. */
  readonly limit: Int32Array<SharedArrayBuffer>
  readonly lookEveryMs: number
}

/** Said once the watch has begun; later, the number of each run that was stopped. */
export const WATCH_READY = 0

/**
 * The program of the watching thread. A run that is seen for longer than its limit is stopped: first its number is exchanged, so that it
 * cannot end any more and everything after it is safe, then execution is terminated. It is handed over as text: it names nothing from outside
 * but its parameters and what every thread has, and no function inside has a name, which a compiler would keep with a function of its own.
 */
export function watchMainThread(
  { run, limit, lookEveryMs }: MainThreadWatch,
  inspector: { readonly Session: typeof Session },
  tellMain: (number: number) => void,
): void {
  let seen = 0
  let sinceMs = 0
  setInterval(() => {
    const now = Atomics.load(run, 0)
    if (now !== seen) {
      seen = now
      sinceMs = performance.now()
    } else if (now > 0 && performance.now() - sinceMs >= Atomics.load(limit, 0)) {
      if (Atomics.compareExchange(run, 0, now, -now) === now) {
        const session = new inspector.Session()
        session.connectToMainThread()
        session.post('Runtime.terminateExecution', () => {
          session.disconnect()
          tellMain(now)
        })
      }
    }
  }, lookEveryMs)
  tellMain(0)
}
