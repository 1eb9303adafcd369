import type { Clock } from '@pantau/stream'

interface TicketDeps {
  readonly clock: Pick<Clock, 'nowMs'>
  /** How long its work took, where that says something about the load. */
  readonly measured: (latencyMs: number) => void
  /** Called once, when its place is free again. */
  readonly released: () => void
}

/** A place of a message that is in progress: free again when its caller is gone and its work is over, whichever is later. */
export class Ticket {
  readonly #deps: TicketDeps
  #beganAtMs: number | undefined
  #hasLeft = false
  #isReleased = false

  constructor(deps: TicketDeps) {
    this.#deps = deps
  }

  /** Its work begins. */
  begin(): void {
    this.#beganAtMs = this.#deps.clock.nowMs()
  }

  /** Its work is over. @param isMeasured whether the time it took is that of a commit */
  end(isMeasured: boolean): void {
    if (this.#beganAtMs === undefined) {
      return
    }
    const latencyMs = this.#deps.clock.nowMs() - this.#beganAtMs
    this.#beganAtMs = undefined
    if (isMeasured) {
      this.#deps.measured(latencyMs)
    }
    this.#releaseWhenDone()
  }

  /** Its caller was answered, or is gone. */
  leave(): void {
    this.#hasLeft = true
    this.#releaseWhenDone()
  }

  #releaseWhenDone(): void {
    if (this.#hasLeft && this.#beganAtMs === undefined && !this.#isReleased) {
      this.#isReleased = true
      this.#deps.released()
    }
  }
}
