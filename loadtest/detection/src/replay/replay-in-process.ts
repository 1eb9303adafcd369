import { runRules, scoreTypologies } from '@pantau/evaluation'
import type { Clock, Plan } from '@pantau/evaluation'
import { createFactCapture, createMemoryBook } from '@pantau/facts'
import type { Payment } from '@pantau/rule-kit'
import { createPaymentReader } from '../traffic/payment-reader.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { walkArrivals } from './arrival-walk.ts'
import { createVerdictRecorder } from './verdict-recorder.ts'
import type { Verdicts } from './verdicts.ts'

/** Durations are no part of a verdict. */
const NO_CLOCK: Clock = { nowNs: () => 0 }

/**
 * Replays the traffic in this process, in order of arrival, with the functions that the services use: capture, rules, typologies, decision,
 * fold. Payments before the scored time are folded only: evaluating them would change nothing.
 */
export function replayInProcess(traffic: Traffic, plan: Plan, onMessage?: (done: number) => void): Verdicts {
  const reader = createPaymentReader(traffic)
  const book = createMemoryBook()
  const capture = createFactCapture(plan.facts)
  const recorder = createVerdictRecorder(plan, traffic.payments.count)
  const evaluate = (payment: number, message: Payment): void => {
    const isScored = traffic.payments.createdAtMs[payment]! >= traffic.scoredFromMs
    if (isScored && message.transactionType === plan.transactionType) {
      const facts = capture(message, book.history(message))
      const ruleResults = runRules(plan, message, facts, NO_CLOCK)
      recorder.record(payment, ruleResults, scoreTypologies(plan, ruleResults, NO_CLOCK))
    }
    book.accept(message)
  }
  walkArrivals(
    traffic,
    {
      transfer: (payment) => evaluate(payment, reader.transfer(payment)),
      report: (payment) => evaluate(payment, reader.report(payment)),
    },
    onMessage,
  )
  return recorder.verdicts()
}
