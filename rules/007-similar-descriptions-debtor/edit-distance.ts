/**
 * The least number of characters to insert, delete or replace that turns one text into another (Levenshtein 1966). One step per pair of
 * characters: whoever calls bounds both lengths.
 */
export function editDistance(from: readonly string[], to: readonly string[]): number {
  // distances[column]: from the first `row` characters of `from` to the first `column` of `to`.
  let distances = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, character] of from.entries()) {
    distances = nextRow(distances, character, to, index + 1)
  }
  return distances[to.length] ?? 0
}

function nextRow(
  above: readonly number[],
  character: string,
  to: readonly string[],
  first: number,
): number[] {
  const row = [first]
  let left = first
  for (const [column, other] of to.entries()) {
    const replaced = (above[column] ?? 0) + (character === other ? 0 : 1)
    left = Math.min(replaced, (above[column + 1] ?? 0) + 1, left + 1)
    row.push(left)
  }
  return row
}
