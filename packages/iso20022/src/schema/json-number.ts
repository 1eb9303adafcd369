import { Type } from 'typebox'

/**
 * A finite JSON number, or a numeric string that the validator turns into one. `null`, `true` and `false` are refused before
 * coercion sees them: it would turn them into 0 and 1, and an amount that nobody sent must not become 0. The bounds refuse the
 * infinities, which coercion makes of strings such as `1e999`.
 */
export const JsonNumber = Type.Unsafe<number>({
  not: { enum: [null, true, false] },
  allOf: [{ type: 'number', minimum: -Number.MAX_VALUE, maximum: Number.MAX_VALUE }],
})
