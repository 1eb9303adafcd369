import { describeFact, factKey } from '@pantau/rule-kit'
import type { CapturedFacts, FactDescriptor, Payment } from '@pantau/rule-kit'
import type { FactExplanation } from './explanation.ts'

/** The subject of an evaluation with what was captured for it: what an accepted event carries. */
export interface EvaluatedEvent {
  readonly payment: Payment
  readonly facts: CapturedFacts
}

/** Says each of the facts that a rule asked for; one that the event does not carry is said to be missing, never taken for 0. */
export function explainFacts(
  facts: readonly FactDescriptor[],
  { payment, facts: captured }: EvaluatedEvent,
): readonly FactExplanation[] {
  return facts.map((fact) => {
    const key = factKey(fact)
    const value = captured[key]
    return value === undefined
      ? { key, fact: key, inWords: 'was not captured' }
      : explainFact(fact, key, value, payment)
  })
}

function explainFact(
  fact: FactDescriptor,
  key: string,
  captured: CapturedFacts[string],
  payment: Payment,
): FactExplanation {
  const words = describeFact(fact, captured, payment)
  return { key, fact: words.fact, inWords: words.value, captured }
}
