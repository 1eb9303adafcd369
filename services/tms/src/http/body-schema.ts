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
