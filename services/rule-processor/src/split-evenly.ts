/** Divides items, in their order, into at most `partsMax` parts that differ by one item at most and hold `sizeMin` where they can. */
export function splitEvenly<T>(
  items: readonly T[],
  partsMax: number,
  sizeMin: number,
): readonly (readonly T[])[] {
  const partCount = Math.max(1, Math.min(partsMax, Math.floor(items.length / sizeMin)))
  return Array.from({ length: partCount }, (_, part) =>
    items.slice(
      Math.floor((part * items.length) / partCount),
      Math.floor(((part + 1) * items.length) / partCount),
    ),
  )
}
