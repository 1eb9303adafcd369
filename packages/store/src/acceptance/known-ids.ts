/**
 * Remembers rows that are known to be committed, so that they are not offered to the database again. Bounded: those that were added longest
 * ago are forgotten, which costs one insert that finds its row.
 */
export interface KnownIds {
  has(id: string): boolean
  add(ids: Iterable<string>): void
  /** After the connection was lost: the database behind the next one may be another, with less in it. */
  clear(): void
}

/** Forgets half of them at once: one by one, a set of so many costs more with every id that was taken out. @param max at least 2 */
export function createKnownIds(max: number): KnownIds {
  let recent = new Set<string>()
  let older = new Set<string>()
  return {
    has: (id) => recent.has(id) || older.has(id),
    add(added) {
      for (const id of added) {
        recent.add(id)
        if (recent.size >= max / 2) {
          older = recent
          recent = new Set()
        }
      }
    },
    clear() {
      recent.clear()
      older.clear()
    },
  }
}
