import { FACT_VALUE_SCHEMAS } from '@pantau/rule-kit'
import type { FactKind } from '@pantau/rule-kit'

/** A JSON Schema as far as the values of facts use it. */
interface ValueSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, ValueSchema>>
  readonly items?: ValueSchema
  readonly anyOf?: readonly ValueSchema[]
}

/** These were there before values were packed, and are few: they travel as they are. */
const NEVER_PACKED: readonly FactKind[] = ['attempt-count', 'conditions']

const SCHEMAS: ReadonlyMap<string, ValueSchema> = new Map(
  Object.entries(FACT_VALUE_SCHEMAS)
    .filter(([kind]) => !NEVER_PACKED.some((each) => each === kind))
    .map(([kind, schema]) => [kind, schema satisfies object as ValueSchema]),
)

/** A value without the names of its members, in the order of its schema: half of the bytes of an event are these names. */
export function packFact(kind: string, value: unknown): unknown {
  const schema = SCHEMAS.get(kind)
  return schema === undefined ? value : pack(schema, value)
}

/** The value of a packed one. What was not packed in this form is left as it is, for the check of its kind to refuse. */
export function unpackFact(kind: string, packed: unknown): unknown {
  const schema = SCHEMAS.get(kind)
  return schema === undefined ? packed : unpack(schema, packed)
}

function pack(schema: ValueSchema, value: unknown): unknown {
  if (value === null || typeof value !== 'object') {
    return value
  }
  const shape = shapeOf(schema)
  if (Array.isArray(value)) {
    return value.map((item: unknown) => pack(shape.items ?? {}, item))
  }
  return Object.entries(shape.properties ?? {}).map(([name, member]) =>
    pack(member, Reflect.get(value, name)),
  )
}

function unpack(schema: ValueSchema, packed: unknown): unknown {
  if (!Array.isArray(packed)) {
    return packed
  }
  const { items, properties } = shapeOf(schema)
  if (items !== undefined) {
    return packed.map((item: unknown) => unpack(items, item))
  }
  const members = Object.entries(properties ?? {})
  return members.length === packed.length
    ? Object.fromEntries(members.map(([name, member], index) => [name, unpack(member, packed[index])]))
    : packed
}

/** Of a value that may be null, the schema of what it is otherwise. */
function shapeOf(schema: ValueSchema): ValueSchema {
  return schema.anyOf?.find(({ type }) => type === 'object' || type === 'array') ?? schema
}
