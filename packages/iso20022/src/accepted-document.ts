import type { TransactionType } from '@pantau/rule-kit'
import { MESSAGE_SCHEMAS } from './schema/message-schemas.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * A message as it was accepted: of a valid body as it came, the properties that the schema knows, in its order, with scalars made into
 * the type that they were taken as. What else a sender wrote is no part of the message, however much of it there is or how deep it nests.
 */
export function acceptedDocument(type: TransactionType, body: Members): Record<string, unknown> {
  return acceptedMembers(MESSAGE_SCHEMAS[type].properties, body)
}

function acceptedMembers(properties: object, members: Members): Record<string, unknown> {
  const accepted: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries<unknown>({ ...properties })) {
    if (isMembers(schema) && schema['const'] !== undefined) {
      accepted[name] = schema['const']
    } else if (isMembers(schema) && Object.hasOwn(members, name)) {
      accepted[name] = acceptedValue(schema, members[name])
    }
  }
  return accepted
}

function acceptedValue(schema: Members, value: unknown): unknown {
  const { type, properties, items } = schema
  if (isMembers(properties) && isMembers(value)) {
    return acceptedMembers(properties, value)
  }
  if (isMembers(items) && Array.isArray(value)) {
    return value.map((item) => acceptedValue(items, item))
  }
  // As the validator coerces: https://ajv.js.org/coercion.html
  return type === 'string' ? textOf(value) : Number(value)
}

function textOf(value: unknown): unknown {
  if (value === null) {
    return ''
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
