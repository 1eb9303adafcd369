import type { FactLookup } from './define-rule.ts'
import type { CapturedFacts, FactValueOf } from './fact-values.ts'

/** A rule asked for a fact that the event does not carry, or that has another shape. The rule's outcome is then `.err`. */
export class MissingFactError extends Error {
  override readonly name = 'MissingFactError'
  readonly key: string

  constructor(key: string) {
    super(`The event does not carry the fact ${key}`)
    this.key = key
  }
}

/**
 * Reads facts out of an event, and fails closed: an absent fact is an error, never a zero. Whether a value is one of its kind was checked
 * where the event was read.
 */
export function createFactLookup(captured: CapturedFacts): FactLookup {
  return (fact, key) => {
    const value = captured[key]
    if (value === undefined) {
      throw new MissingFactError(key)
    }
    // The key is the fact's own, and its kind says which value it has; TypeScript cannot follow that.
    return value as FactValueOf<typeof fact>
  }
}
