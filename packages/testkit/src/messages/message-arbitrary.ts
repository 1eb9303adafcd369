import * as fc from 'fast-check'
import { MESSAGE_SCHEMAS } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'

/** Texts that messages are identified and accounted by: never empty. */
const IDENTIFYING = new Set([
  'MsgId',
  'EndToEndId',
  'OrgnlEndToEndId',
  'TxSts',
  'Id',
  'Prtry',
  'MmbId',
  'Ccy',
])

const AMOUNT_MAX_MAJOR = 1e15

/** Any acceptable message of a type, made from its schema alone. Optional properties come and go. */
export function messageArbitrary(type: TransactionType): fc.Arbitrary<Record<string, unknown>> {
  return objectArbitrary(MESSAGE_SCHEMAS[type])
}

function arbitraryOf(name: string, schema: object): fc.Arbitrary<unknown> {
  if ('const' in schema) {
    return fc.constant(schema.const)
  }
  if ('allOf' in schema) {
    return fc.double({ min: 0, max: AMOUNT_MAX_MAJOR, noNaN: true })
  }
  switch ('type' in schema ? schema.type : undefined) {
    case 'object':
      return objectArbitrary(schema)
    case 'array':
      return arrayArbitrary(name, schema)
    case 'integer':
      return fc.maxSafeInteger()
    case 'string':
      return textArbitrary(name)
    default:
      throw new TypeError(`The schema of ${name} is of no known kind`)
  }
}

function objectArbitrary(schema: object): fc.Arbitrary<Record<string, unknown>> {
  const properties = memberObject(schema, 'properties')
  const required: unknown = 'required' in schema ? schema.required : []
  const members = Object.fromEntries(
    Object.keys(properties).map((name) => [name, arbitraryOf(name, memberObject(properties, name))]),
  )
  return fc.record(members, { requiredKeys: Array.isArray(required) ? required.map(String) : [] })
}

function arrayArbitrary(name: string, schema: object): fc.Arbitrary<unknown[]> {
  const minLength = 'minItems' in schema ? Number(schema.minItems) : 0
  return fc.array(arbitraryOf(name, memberObject(schema, 'items')), { minLength, maxLength: 5 })
}

function textArbitrary(name: string): fc.Arbitrary<string> {
  if (name === 'CreDtTm') {
    const [min, max] = [new Date('1900-01-01'), new Date('2999-12-31')]
    return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString())
  }
  const unit = fc.oneof(
    fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
    fc.constantFrom('"', '\\', '/', '\n', '\u0001', '\u007f', '\u2028', '😀', '€', '<', '&', ' '),
  )
  return fc.string({ unit, minLength: IDENTIFYING.has(name) ? 1 : 0, maxLength: 20 })
}

function memberObject(parent: object, name: string): object {
  const member: unknown = new Map(Object.entries(parent)).get(name)
  if (typeof member !== 'object' || member === null) {
    throw new TypeError(`The schema has no ${name}`)
  }
  return member
}
