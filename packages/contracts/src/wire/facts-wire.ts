import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { CapturedFacts, FactValue } from '@pantau/rule-kit'
import { factFormOf } from './fact-form.ts'

/** Facts by key. Which value a key has depends on its kind, so the values are checked one by one in `factsFromWire`. */
export const FactsSchema = Type.Unsafe<Record<string, unknown>>(Type.Object({}))
type FactsWire = Static<typeof FactsSchema>

/** Fact values are plain JSON already; most are written without the names of their members. */
export function factsToWire(facts: CapturedFacts): FactsWire {
  const wire: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(facts)) {
    wire[key] = factFormOf('Facts', key).pack(value)
  }
  return wire
}

/** @throws UndecodableMessageError for a kind that this build does not know, and for a value that is not of its kind */
export function factsFromWire(messageName: string, wire: FactsWire): CapturedFacts {
  const facts: Record<string, FactValue> = {}
  for (const key of Object.keys(wire)) {
    facts[key] = factFormOf(messageName, key).read(messageName, key, wire[key])
  }
  return facts
}
