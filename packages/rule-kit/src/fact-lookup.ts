import type { FactLookup } from './define-rule.ts'
import type { CapturedFacts, FactDescriptor, FactValue, FactValueOf } from './fact.ts'

/** A rule asked for a fact that the event does not carry, or that has another shape. The rule's outcome is then `.err`. */
export class MissingFactError extends Error {
  override readonly name = 'MissingFactError'
  readonly key: string

  constructor(key: string) {
    super(`The event does not carry the fact ${key}`)
    this.key = key
  }
}

/** Reads facts out of an event, and fails closed: an absent fact is an error, never a zero. */
export function createFactLookup(captured: CapturedFacts): FactLookup {
  return (fact, key) => {
    const value = captured[key]
    if (value === undefined || !isValueOf(fact, value)) {
      throw new MissingFactError(key)
    }
    return value
  }
}

function isValueOf<D extends FactDescriptor>(fact: D, value: FactValue): value is FactValueOf<D> & FactValue {
  switch (fact.kind) {
    case 'attempt-count':
      return 'count' in value && Number.isSafeInteger(value.count)
    case 'conditions':
      return Array.isArray(value)
  }
}
