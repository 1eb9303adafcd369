import type { Field, Type } from 'protobufjs'
import { fitScalar } from './fit-scalar.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * What of a document the layout holds, in the layout's types. Members that it does not name are left out, as are nulls, empty lists and
 * values of another kind than the field's. Recursion ends with the layout, whatever the document nests.
 */
export function fitDocument(type: Type, document: Members): Record<string, unknown> {
  const fitted: Record<string, unknown> = {}
  for (const field of type.fieldsArray) {
    const value = Object.hasOwn(document, field.name) ? fitField(field, document[field.name]) : undefined
    if (value !== undefined) {
      fitted[field.name] = value
    }
  }
  return fitted
}

function fitField(field: Field, value: unknown): unknown {
  if (!field.repeated) {
    return fitValue(field, value)
  }
  const items = Array.isArray(value)
    ? value.map((item) => fitValue(field, item)).filter((item) => item !== undefined)
    : []
  return items.length === 0 ? undefined : items
}

function fitValue(field: Field, value: unknown): unknown {
  const { resolvedType } = field
  if (resolvedType === null) {
    return fitScalar(field.type, value)
  }
  return 'fieldsArray' in resolvedType && isMembers(value) ? fitDocument(resolvedType, value) : undefined
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
