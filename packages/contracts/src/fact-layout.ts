import type { CapturedFacts, FactValue } from '@pantau/rule-kit'
import { UndecodableMessageError } from './codec.ts'
import { PackedFacts } from './event-facts.ts'
import type { EventFacts } from './event-facts.ts'
import { factFormOf } from './wire/fact-form.ts'
import type { FactForm } from './wire/fact-form.ts'

/** A list of facts' keys, in whose order the values of an event's facts stand. What the kinds of the facts ask for is worked out once. */
export interface FactLayout {
  readonly keys: readonly string[]
  /** The values of facts as they travel. The facts have exactly these keys. */
  pack(facts: CapturedFacts): readonly unknown[]
  /**
   * Facts by key, each checked against its kind.
   * @throws UndecodableMessageError for values that are not as many as the keys, for a kind that this build does not know, and for a value that
   * is not of its kind
   */
  unpack(values: readonly unknown[]): CapturedFacts
}

const NAME = 'Event'

export function createFactLayout(keys: readonly string[]): FactLayout {
  let forms: readonly (readonly [string, FactForm])[] | undefined
  function formsOfKeys(): readonly (readonly [string, FactForm])[] {
    forms ??= keys.map((key) => [key, factFormOf(NAME, key)])
    return forms
  }
  return {
    keys,
    pack: (facts) => formsOfKeys().map(([key, form]) => form.pack(facts[key])),
    unpack(values) {
      if (values.length !== keys.length) {
        throw new UndecodableMessageError(
          `${NAME} at '/facts': ${values.length} values, and the layout names ${keys.length} facts`,
        )
      }
      const facts: Record<string, FactValue> = {}
      let place = 0
      for (const [key, form] of formsOfKeys()) {
        facts[key] = form.read(NAME, key, values[place])
        place += 1
      }
      return facts
    },
  }
}

/** Why an event is refused whose layout is not to be found: nobody can say what its facts are. */
export function describeUnknownLayout(layout: string): string {
  return `No layout of facts is on record under ${layout}`
}

/**
 * The facts of an event by key, however they travelled.
 * @param layout the one that packed facts name; undefined where none is on record
 * @throws UndecodableMessageError
 */
export function capturedFactsOf(facts: EventFacts, layout: FactLayout | undefined): CapturedFacts {
  if (!(facts instanceof PackedFacts)) {
    return facts
  }
  if (layout === undefined) {
    throw new UndecodableMessageError(describeUnknownLayout(facts.layout))
  }
  return layout.unpack(facts.values)
}
