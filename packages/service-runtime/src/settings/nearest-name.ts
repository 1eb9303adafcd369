const DISTANCE_MAX = 4

/** The candidate that takes the fewest edits to reach, if that is few enough to be a slip of the keyboard. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const bound = Math.min(DISTANCE_MAX, Math.floor(name.length / 4))
  let best: string | undefined
  let bestDistance = bound + 1
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein distance, one row at a time. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const substituted = at(previous, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1)
      current.push(Math.min(substituted, at(previous, column) + 1, at(current, column - 1) + 1))
    }
    previous = current
  }
  return at(previous, right.length)
}

function at(row: readonly number[], index: number): number {
  const value = row[index]
  if (value === undefined) {
    throw new RangeError('An edit distance row is as long as the word plus one')
  }
  return value
}
