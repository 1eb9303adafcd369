import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { FACT_VALUE_SCHEMAS } from '@pantau/rule-kit'
import type { CapturedFacts, FactValue } from '@pantau/rule-kit'
import { UndecodableMessageError } from '../codec.ts'
import { packFact, unpackFact } from './pack-fact.ts'

/** Facts by key. Which value a key has depends on its kind, so the values are checked one by one in `factsFromWire`. */
export const FactsSchema = Type.Unsafe<Record<string, unknown>>(Type.Object({}))
type FactsWire = Static<typeof FactsSchema>

/** One validator per kind of fact. */
const VALIDATORS = new Map(
  Object.entries(FACT_VALUE_SCHEMAS).map(([kind, schema]) => [kind, Compile(schema)] as const),
)

/** Fact values are plain JSON already; most are written without the names of their members. */
export function factsToWire(facts: CapturedFacts): FactsWire {
  const wire: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(facts)) {
    wire[key] = packFact(kindOf(key), value)
  }
  return wire
}

/** @throws UndecodableMessageError for a kind that this build does not know, and for a value that is not of its kind */
export function factsFromWire(messageName: string, wire: FactsWire): CapturedFacts {
  const facts: Record<string, FactValue> = {}
  for (const key of Object.keys(wire)) {
    const kind = kindOf(key)
    const value = unpackFact(kind, wire[key])
    const validator = VALIDATORS.get(kind)
    if (validator === undefined) {
      throw new UndecodableMessageError(
        `${messageName} at '/facts': the kind of the fact '${key}' is not known`,
      )
    }
    if (!validator.Check(value)) {
      const problem = validator.Errors(value)[0]
      throw new UndecodableMessageError(
        `${messageName} at '/facts/${key}${problem?.instancePath ?? ''}': ${problem?.message ?? 'is not as expected'}`,
      )
    }
    // One of the schemas of fact values has checked it.
    facts[key] = value as FactValue
  }
  return facts
}

/** A fact's key is its kind, and for kinds with arguments a slash and these (`factKey`). */
function kindOf(key: string): string {
  const end = key.indexOf('/')
  return end === -1 ? key : key.slice(0, end)
}
