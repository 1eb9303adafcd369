import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { TypologyResult } from '@pantau/evaluation'
import { DurationNsSchema } from './header-wire.ts'

/** A typology result as a row `[typologyId, cfg, score, review, interdict, durationNs, reason or null]`. */
const TypologyResultSchema = Type.Tuple([
  Type.String({ minLength: 1 }),
  Type.String({ minLength: 1 }),
  Type.Number(),
  Type.Boolean(),
  Type.Boolean(),
  DurationNsSchema,
  Type.Union([Type.String(), Type.Null()]),
])
export const TypologyResultsSchema = Type.Array(TypologyResultSchema)
type TypologyResultsWire = Static<typeof TypologyResultsSchema>

export function typologyResultsToWire(results: readonly TypologyResult[]): TypologyResultsWire {
  return results.map((result) => [
    result.typologyId,
    result.cfg,
    result.score,
    result.review,
    result.interdict,
    result.durationNs,
    result.reason ?? null,
  ])
}

export function typologyResultsFromWire(wire: TypologyResultsWire): TypologyResult[] {
  return wire.map(([typologyId, cfg, score, review, interdict, durationNs, reason]) => {
    const result = { typologyId, cfg, score, review, interdict, durationNs }
    return reason === null ? result : { ...result, reason }
  })
}
