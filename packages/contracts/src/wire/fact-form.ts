import { Compile } from 'typebox/compile'
import { FACT_VALUE_SCHEMAS } from '@pantau/rule-kit'
import type { FactValue } from '@pantau/rule-kit'
import { UndecodableMessageError } from '../codec.ts'
import { createPacking } from './pack-fact.ts'

/** How the values of one kind of fact travel. */
export interface FactForm {
  pack(value: unknown): unknown
  /** @throws UndecodableMessageError for a value that is not of the kind */
  read(messageName: string, key: string, packed: unknown): FactValue
}

const FORMS: ReadonlyMap<string, FactForm> = new Map(
  Object.entries(FACT_VALUE_SCHEMAS).map(([kind, schema]) => {
    const { pack, unpack } = createPacking(kind, schema)
    const validator = Compile(schema)
    const form: FactForm = {
      pack,
      read(messageName, key, packed) {
        const value = unpack(packed)
        if (!validator.Check(value)) {
          const problem = validator.Errors(value)[0]
          throw new UndecodableMessageError(
            `${messageName} at '/facts/${key}${problem?.instancePath ?? ''}': ${problem?.message ?? 'is not as expected'}`,
          )
        }
        return value
      },
    }
    return [kind, form]
  }),
)

/**
 * How the fact with this key travels. A key is the fact's kind, and for kinds with arguments a slash and these (`factKey`).
 * @throws UndecodableMessageError for a kind that this build does not know
 */
export function factFormOf(messageName: string, key: string): FactForm {
  const end = key.indexOf('/')
  const form = FORMS.get(end === -1 ? key : key.slice(0, end))
  if (form === undefined) {
    throw new UndecodableMessageError(
      `${messageName} at '/facts': the kind of the fact '${key}' is not known`,
    )
  }
  return form
}
