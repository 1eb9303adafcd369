export function zeros(length: number): number[] {
  const counts: number[] = []
  for (let index = 0; index < length; index++) {
    counts.push(0)
  }
  return counts
}
