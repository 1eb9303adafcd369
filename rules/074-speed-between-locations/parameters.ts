import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

export const MINIMUM_DISTANCE_KM = 1
export const MINIMUM_ELAPSED_MS = 60_000

/**
 * `maxQueryRange`: how old the earlier location may be, in milliseconds. `minimumDistanceKm`: places closer than this count as one.
 * `minimumElapsedMs`: shorter times count as this.
 */
export const parameters = Type.Object({
  maxQueryRange: QueryRangeMsSchema,
  minimumDistanceKm: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  minimumElapsedMs: Type.Optional(Type.Integer({ minimum: 1_000, maximum: 86_400_000 })),
})
