/**
 * Remembers rows that are known to be committed, so that they are not offered to the database again. Bounded: the oldest are
 * forgotten first, which costs one insert that finds its row.
 */
export interface KnownIds {
  has(id: string): boolean
  add(ids: Iterable<string>): void
  /** After the connection was lost: the database behind the next one may be another, with less in it. */
  clear(): void
}

export function createKnownIds(max: number): KnownIds {
  const ids = new Set<string>()
  return {
    has: (id) => ids.has(id),
    add(added) {
      for (const id of added) {
        ids.delete(id)
        ids.add(id)
      }
      for (const oldest of ids) {
        if (ids.size <= max) {
          break
        }
        ids.delete(oldest)
      }
    },
    clear: () => ids.clear(),
  }
}
