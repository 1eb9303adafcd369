/**
 * What waits, lane by lane: lanes take turns with one item each, and within a lane who came first goes first. So one lane that is long makes
 * no other wait for more than its own items and one of each lane for every one of them. Lanes without items are forgotten, so that there
 * are never more than items.
 */
export class FairQueue<Item> {
  /** None is empty; the first one is the next to take from. */
  readonly #lanes = new Map<string, Item[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The lanes that have items, in the order of their turns. */
  lanes(): Iterable<string> {
    return this.#lanes.keys()
  }

  push(lane: string, item: Item): void {
    const items = this.#lanes.get(lane)
    if (items === undefined) {
      this.#lanes.set(lane, [item])
    } else {
      items.push(item)
    }
    this.#size += 1
  }

  /** Takes as many items as there are, up to a number. @param isWanted whether a lane may be taken from; all may when absent */
  take(max: number, isWanted: (lane: string) => boolean = () => true): readonly Item[] {
    const taken: Item[] = []
    let lanes = [...this.#lanes.keys()].filter(isWanted)
    while (taken.length < max && lanes.length > 0) {
      lanes = lanes.slice(0, max - taken.length).filter((lane) => this.#takeOne(lane, taken))
    }
    this.#size -= taken.length
    return taken
  }

  /** Whether the lane has more. */
  #takeOne(lane: string, taken: Item[]): boolean {
    const items = this.#lanes.get(lane) ?? []
    taken.push(...items.splice(0, 1))
    this.#lanes.delete(lane)
    if (items.length > 0) {
      this.#lanes.set(lane, items)
    }
    return items.length > 0
  }
}
