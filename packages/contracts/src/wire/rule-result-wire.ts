import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { RuleResult } from '@pantau/evaluation'
import { DurationNsSchema } from './header-wire.ts'

/**
 * A rule result as a row `[ruleId, cfg, outcome, value, durationNs, reason or null]`. A message carries dozens of them, and as objects
 * their repeated property names would be most of it.
 */
const RuleResultSchema = Type.Tuple([
  Type.String({ minLength: 1 }),
  Type.String({ minLength: 1 }),
  Type.String({ minLength: 1 }),
  Type.Number(),
  DurationNsSchema,
  Type.Union([Type.String(), Type.Null()]),
])
export const RuleResultsSchema = Type.Array(RuleResultSchema)
type RuleResultsWire = Static<typeof RuleResultsSchema>

export function ruleResultsToWire(results: readonly RuleResult[]): RuleResultsWire {
  return results.map((result) => [
    result.ruleId,
    result.cfg,
    result.outcome,
    result.value,
    result.durationNs,
    result.reason ?? null,
  ])
}

export function ruleResultsFromWire(wire: RuleResultsWire): RuleResult[] {
  return wire.map(([ruleId, cfg, outcome, value, durationNs, reason]) => {
    const result = { ruleId, cfg, outcome, value, durationNs }
    return reason === null ? result : { ...result, reason }
  })
}
