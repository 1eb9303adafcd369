import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { CONDITION_TYPES } from '@pantau/rule-kit'
import type { CapturedFacts, FactDescriptor, FactValue, FactValues } from '@pantau/rule-kit'
import { UndecodableMessageError } from '../codec.ts'

const AttemptCountSchema = Type.Object({ count: Type.Integer({ minimum: 0 }), saturated: Type.Boolean() })

const ConditionsSchema = Type.Array(
  Type.Object({
    conditionId: Type.String(),
    type: Type.Enum(CONDITION_TYPES),
    owner: Type.Enum(['debtor-entity', 'debtor-account', 'creditor-entity', 'creditor-account']),
  }),
)

/** Facts by key. Which value a key has depends on its kind, so the values are checked one by one in `factsFromWire`. */
export const FactsSchema = Type.Record(Type.String(), Type.Unknown())
type FactsWire = Static<typeof FactsSchema>

type FactKind = FactDescriptor['kind']
/** Returns the value when it is one of its kind, and otherwise what was expected and where, below the value. */
type FactReader<V> = (
  wire: unknown,
) => { readonly value: V } | { readonly path: string; readonly message: string }

/** One reader per kind of fact: a kind that is added to the rule kit does not compile until it can travel. */
const READERS: { readonly [K in FactKind]: FactReader<FactValues[K]> } = {
  'attempt-count': readerOf(AttemptCountSchema),
  conditions: readerOf(ConditionsSchema),
}

function readerOf<S extends TSchema>(schema: S): FactReader<Static<S>> {
  const validator = Compile(schema)
  return (wire) => {
    if (validator.Check(wire)) {
      return { value: wire }
    }
    const problem = validator.Errors(wire)[0]
    return { path: problem?.instancePath ?? '', message: problem?.message ?? 'is not as expected' }
  }
}

/** Fact values are plain JSON already: they are written as they are. */
export function factsToWire(facts: CapturedFacts): FactsWire {
  return { ...facts }
}

/** @throws UndecodableMessageError for a kind that this build does not know, and for a value that is not of its kind */
export function factsFromWire(messageName: string, wire: FactsWire): CapturedFacts {
  const facts: Record<string, FactValue> = {}
  for (const [key, value] of Object.entries(wire)) {
    const kind = kindOf(key)
    if (kind === undefined) {
      throw new UndecodableMessageError(
        `${messageName} at '/facts': the kind of the fact '${key}' is not known`,
      )
    }
    const read = READERS[kind](value)
    if (!('value' in read)) {
      throw new UndecodableMessageError(`${messageName} at '/facts/${key}${read.path}': ${read.message}`)
    }
    facts[key] = read.value
  }
  return facts
}

/** A fact's key is its kind, and for kinds with arguments a slash and these (`factKey`). */
function kindOf(key: string): FactKind | undefined {
  const end = key.indexOf('/')
  const kind = end === -1 ? key : key.slice(0, end)
  return isKind(kind) ? kind : undefined
}

function isKind(kind: string): kind is FactKind {
  return Object.hasOwn(READERS, kind)
}
