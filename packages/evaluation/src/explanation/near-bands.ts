import type { Band } from '../configuration/rule-configuration.ts'
import type { NearBand } from './explanation.ts'

/**
 * The bands next to the one that holds `value`, the nearer one first; of two as near, the one above, which its limit belongs to. Checked
 * bands are sorted and leave no gap, so no other band can be nearer.
 */
export function nearBands(
  bands: readonly Band[],
  index: number,
  value: number,
  inWords: (limit: number) => string,
): readonly NearBand[] {
  const held = bands[index]
  const below = bands[index - 1]
  const above = bands[index + 1]
  const near: NearBand[] = []
  if (above !== undefined && held?.upperLimit !== undefined) {
    const limit = held.upperLimit
    near.push({
      ...outcomeOf(above),
      side: 'at-or-above',
      limit,
      distance: limit - value,
      inWords: `at ${inWords(limit)} or more`,
    })
  }
  if (below !== undefined && held?.lowerLimit !== undefined) {
    const limit = held.lowerLimit
    near.push({
      ...outcomeOf(below),
      side: 'below',
      limit,
      distance: value - limit,
      inWords: `below ${inWords(limit)}`,
    })
  }
  return near.toSorted((left, right) => left.distance - right.distance)
}

function outcomeOf(band: Band): { readonly outcome: string; readonly reason: string } {
  return { outcome: band.subRuleRef, reason: band.reason }
}
