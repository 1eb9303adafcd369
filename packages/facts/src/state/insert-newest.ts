/**
 * Inserts into a list that is ordered newest first and holds at most `max`. Equal items are kept side by side.
 * @param compare positive when the left one is newer
 * @returns the oldest one, when there is no room for it; possibly the item itself
 */
export function insertNewest<T>(
  list: T[],
  item: T,
  compare: (left: T, right: T) => number,
  max: number,
): T | undefined {
  let index = 0
  for (const each of list) {
    if (compare(each, item) <= 0) {
      break
    }
    index++
  }
  list.splice(index, 0, item)
  return list.length > max ? list.pop() : undefined
}
