import type { Clock } from '@pantau/stream'

/** How long an answer may be held. Refusals are to take less than 50 ms, all else included. */
const ROUND_MS = 20
/** Answers that are held at most: as many as are refused in a round where refusing is all that a process does. */
const HELD_MAX = 512

/**
 * Answers refusals together. Each answer wakes its caller, which takes the processor from the messages that were let in where both share a machine, and
 * the kernel's path from writing to waking is paid again and again; of many in a row only the first pays all of it. The first refusal after a
 * quiet time is answered at once and begins a round; those that come within it are answered at its end.
 */
export class RefusalRounds {
  readonly #clock: Pick<Clock, 'after'>
  #held: (() => void)[] = []
  #isRunning = false

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock
  }

  /** @param send must not throw, whatever has become of the caller in between */
  answer(send: () => void): void {
    if (this.#isRunning) {
      this.#held.push(send)
      if (this.#held.length >= HELD_MAX) {
        this.#sendAll()
      }
      return
    }
    send()
    this.#begin()
  }

  #begin(): void {
    this.#isRunning = true
    this.#clock.after(ROUND_MS, () => {
      this.#isRunning = this.#held.length > 0
      if (this.#isRunning) {
        this.#sendAll()
        this.#begin()
      }
    })
  }

  #sendAll(): void {
    const held = this.#held
    this.#held = []
    for (const send of held) {
      send()
    }
  }
}
