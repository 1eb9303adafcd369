/** A lane is heavy that has more than this multiple of what the lanes have on average. */
const HEAVY_RATIO = 1.5
const NONE: ReadonlySet<string> = new Set()

/** How many requests each lane has, those that wait and those that are being committed. */
export class LaneLoad {
  readonly #requests = new Map<string, number>()
  #total = 0

  add(lane: string): void {
    this.#requests.set(lane, (this.#requests.get(lane) ?? 0) + 1)
    this.#total += 1
  }

  remove(lane: string): void {
    const left = (this.#requests.get(lane) ?? 0) - 1
    this.#total -= 1
    if (left > 0) {
      this.#requests.set(lane, left)
    } else {
      this.#requests.delete(lane)
    }
  }

  /**
   * The lanes that make the others wait: each has far more than the average, and all of them together more than half. Among lanes that have about as
   * much as each other there is none.
   */
  heavy(): ReadonlySet<string> {
    // Asked for with every request of a busy process, most of which have one lane.
    if (this.#requests.size < 2) {
      return NONE
    }
    const bound = (HEAVY_RATIO * this.#total) / this.#requests.size
    const heavy = [...this.#requests].filter(([, requests]) => requests > bound)
    const theirs = heavy.reduce((sum, [, requests]) => sum + requests, 0)
    return new Set(theirs * 2 > this.#total ? heavy.map(([lane]) => lane) : [])
  }
}
