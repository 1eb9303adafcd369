import * as fc from 'fast-check'

/** A JSON Schema, as far as those of fact values go. */
interface Schema {
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly minimum?: number
  readonly pattern?: string
  readonly minItems?: number
  readonly maxItems?: number
}

const ITEMS_MAX = 10
/** A time or a count as rules meet them, and now and then any number that JSON has. */
const ANY_INTEGER = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }

/** Any value that a schema of a fact allows, sensible or not. @throws TypeError for a kind of schema that fact values do not have */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) {
    return fc.oneof(...schema.anyOf.map(arbitraryOf))
  }
  if (schema.enum !== undefined) {
    return fc.constantFrom(...schema.enum)
  }
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return arbitraryInteger(schema.minimum)
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'string':
      return schema.pattern === undefined ? fc.string() : arbitraryDigits(schema.pattern)
    case 'array':
      return arbitraryList(schema)
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, member]) => [name, arbitraryOf(member)]),
        ),
      )
    case undefined:
    default:
      throw new TypeError(`No value is known for ${JSON.stringify(schema)}`)
  }
}

function arbitraryInteger(minimum: number | undefined): fc.Arbitrary<number> {
  const min = minimum ?? ANY_INTEGER.min
  return fc.oneof(
    fc.integer({ min: minimum ?? 0, max: 100 }),
    fc.integer({ min: minimum ?? 0, max: 4_102_444_800_000 }),
    fc.integer({ min, max: ANY_INTEGER.max }),
  )
}

function arbitraryDigits(pattern: string): fc.Arbitrary<string> {
  const allowed = new RegExp(pattern)
  return fc
    .oneof(
      fc.bigInt({ min: 0n, max: 1_000_000n }),
      fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    )
    .map(String)
    .filter((text) => allowed.test(text))
}

function arbitraryList({ items, minItems = 0, maxItems = ITEMS_MAX }: Schema): fc.Arbitrary<unknown> {
  if (items === undefined) {
    throw new TypeError('A list says what it holds')
  }
  return fc.array(arbitraryOf(items), { minLength: minItems, maxLength: maxItems })
}
