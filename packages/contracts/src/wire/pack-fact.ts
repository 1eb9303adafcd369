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

/** Both ways of one schema, worked out once: events carry dozens of facts. */
export interface Packing {
  pack(value: unknown): unknown
  unpack(packed: unknown): unknown
}

const AS_IT_IS: Packing = { pack: (value) => value, unpack: (packed) => packed }

/**
 * How the values of a kind of fact travel: without the names of their members, in the order of its schema, for these would be most of an
 * event. What was not packed in this form is left as it is, for the check of its kind to refuse.
 */
export function createPacking(kind: string, schema: object): Packing {
  return NEVER_PACKED.some((each) => each === kind) ? AS_IT_IS : (packingOf(schema) ?? AS_IT_IS)
}

function packingOf(schema: ValueSchema): Packing | undefined {
  const { items, properties } = shapeOf(schema)
  if (items !== undefined) {
    const item = packingOf(items)
    return item === undefined ? undefined : listPacking(item)
  }
  return properties === undefined ? undefined : objectPacking(properties)
}

function listPacking(item: Packing): Packing {
  return {
    pack: (value) => (Array.isArray(value) ? value.map(item.pack) : value),
    unpack: (packed) => (Array.isArray(packed) ? packed.map(item.unpack) : packed),
  }
}

function objectPacking(properties: NonNullable<ValueSchema['properties']>): Packing {
  const members = Object.entries(properties).map(([name, schema]) => ({ name, packing: packingOf(schema) }))
  return {
    pack: (value) =>
      value === null || typeof value !== 'object'
        ? value
        : members.map(({ name, packing }) => {
            const member: unknown = Reflect.get(value, name)
            return packing === undefined ? member : packing.pack(member)
          }),
    unpack(packed) {
      if (!Array.isArray(packed) || packed.length !== members.length) {
        return packed
      }
      const value: Record<string, unknown> = {}
      let index = 0
      for (const { name, packing } of members) {
        const member: unknown = packed[index]
        value[name] = packing === undefined ? member : packing.unpack(member)
        index += 1
      }
      return value
    },
  }
}

/** Of a value that may be null, the schema of what it is otherwise. */
function shapeOf(schema: ValueSchema): ValueSchema {
  return schema.anyOf?.find(({ type }) => type === 'object' || type === 'array') ?? schema
}
