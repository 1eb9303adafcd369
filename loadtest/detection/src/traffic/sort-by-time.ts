const RADIX_BITS = 12
const BUCKETS = 2 ** RADIX_BITS
const PASSES = 4

/** The indexes of the times in ascending order, equal times in their order: a radix sort over 48 bits of whole milliseconds. */
export function sortByTime(timesMs: Float64Array): Uint32Array {
  const count = timesMs.length
  const base = timesMs.reduce((least, time) => Math.min(least, time), Infinity)
  let order = Uint32Array.from({ length: count }, (_, index) => index)
  let next = new Uint32Array(count)
  for (let pass = 0; pass < PASSES; pass += 1) {
    const divisor = BUCKETS ** pass
    const digit = (index: number): number => Math.floor(((timesMs[index] ?? 0) - base) / divisor) % BUCKETS
    const starts = new Uint32Array(BUCKETS + 1)
    for (const index of order) {
      starts[digit(index) + 1]! += 1
    }
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      starts[bucket + 1]! += starts[bucket]!
    }
    for (const index of order) {
      const bucket = digit(index)
      next[starts[bucket]!] = index
      starts[bucket]! += 1
    }
    const done = next
    next = order
    order = done
  }
  return order
}
