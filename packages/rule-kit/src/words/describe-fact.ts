import type { FactKind } from '../fact.ts'
import type { FactValues } from '../fact-values.ts'
import type { Payment } from '../payment.ts'
import { COUNT_WORDS } from './count-words.ts'
import type { FactsByKind, FactWords, WordsOf } from './fact-words.ts'
import { FLOW_WORDS } from './flow-words.ts'
import { PROFILE_WORDS } from './profile-words.ts'

/** Every kind of fact: one without words does not compile. */
const WORDS: WordsOf<FactKind> = { ...COUNT_WORDS, ...PROFILE_WORDS, ...FLOW_WORDS }

/** Says a fact that was captured for `payment` to a person: what was asked of the history, and what it answered. */
export function describeFact<K extends FactKind>(
  fact: FactsByKind[K],
  value: FactValues[K],
  payment: Payment,
): FactWords {
  const kind: K = fact.kind
  const describe: WordsOf<FactKind>[K] = WORDS[kind]
  return describe(fact, value, payment)
}
