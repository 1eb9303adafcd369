import { factKey } from './fact-key.ts'
import type { AttemptCountFact, FactDescriptor } from './fact.ts'
import type { CapturedFacts, FactValue, FactValues } from './fact-values.ts'
import { ATTEMPTS_MAX } from './history-view.ts'
import type { AttemptRequest, HistoryView } from './history-view.ts'
import type { Payment } from './payment.ts'

/** Captures the wanted facts of one payment from what was committed before it. Pure; each distinct fact is captured once. */
export function captureFacts(
  wanted: readonly FactDescriptor[],
  payment: Payment,
  history: HistoryView,
): CapturedFacts {
  const captured: Record<string, FactValue> = {}
  for (const fact of wanted) {
    captured[factKey(fact)] = capture(fact, payment, history)
  }
  return captured
}

function capture(fact: FactDescriptor, payment: Payment, history: HistoryView): FactValue {
  switch (fact.kind) {
    case 'attempt-count':
      return countAttempts(fact, payment, history)
    case 'conditions':
      return history.conditionsInForce()
    default:
      throw new TypeError(`The fact ${fact.kind} is not captured yet`)
  }
}

/** The history that an attempt count looks at: the store reads exactly this, so that reading and counting cannot differ. */
export function attemptRequest(fact: AttemptCountFact, payment: Payment): AttemptRequest {
  return {
    accountId: payment.instruction[fact.party].accountId,
    direction: fact.direction,
    fromMs: payment.occurredAtMs - fact.windowMs,
    toMs: payment.occurredAtMs,
  }
}

function countAttempts(
  fact: AttemptCountFact,
  payment: Payment,
  history: HistoryView,
): FactValues['attempt-count'] {
  const earlier = history.attemptTimesMs(attemptRequest(fact, payment)).length
  const saturated = earlier >= ATTEMPTS_MAX
  return { count: Math.min(earlier, ATTEMPTS_MAX - 1) + 1, saturated }
}
