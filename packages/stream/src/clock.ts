/** Time as the stream sees it, passed in so that tests can turn the hands themselves. */
export interface Clock {
  /** Milliseconds that never run backwards; only differences mean anything. */
  nowMs(): number
  /** Runs something once, after a delay. */
  after(delayMs: number, run: () => void): CancelTimer
}

export type CancelTimer = () => void

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => {
      clearTimeout(timer)
    }
  },
}
