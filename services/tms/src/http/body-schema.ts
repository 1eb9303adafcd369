import { MESSAGE_SCHEMAS } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'

/**
 * The schema of a request body. The tenant comes from the caller's credentials, so a body must not name one. Without the keyword
 * `type` the validator judges `not` first, for every kind of JSON value: bodies that are no object get the same answer as those that
 * name a tenant, `body must NOT be valid`.
 */
export function bodySchema(type: TransactionType): object {
  const { properties, required } = MESSAGE_SCHEMAS[type]
  return { not: { required: ['TenantId'] }, properties, required }
}

/**
 * How bodies are validated: unknown properties are removed at every level, scalars are coerced, defaults are filled in, the first
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
