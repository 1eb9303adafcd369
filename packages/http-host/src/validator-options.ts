/** The usual bound of a body: 1 MiB. */
export const BODY_LIMIT_BYTES = 1_048_576

/**
 * How requests are validated: unknown properties are removed at every level, scalars are coerced, defaults are filled in, the first
 * error ends it. Numbers may be infinite for the validator, because coercion makes such of strings like `1e999`: then the bounds in
 * the schemas refuse them, which would otherwise not look at them at all.
 */
export const VALIDATOR_OPTIONS = {
  removeAdditional: 'all',
  coerceTypes: true,
  useDefaults: true,
  allErrors: false,
  strictNumbers: false,
  strictTypes: false,
} as const
