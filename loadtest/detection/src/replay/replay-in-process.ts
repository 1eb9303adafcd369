import { isFinding, runRules, scoreTypologies } from '@pantau/evaluation'
import type { Clock, Plan, RuleResult, TypologyResult } from '@pantau/evaluation'
import { createFactCapture, createMemoryBook } from '@pantau/facts'
import type { MemoryBook } from '@pantau/facts'
import type { Payment } from '@pantau/rule-kit'
import { createPaymentReader } from '../traffic/payment-reader.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { walkArrivals } from './arrival-walk.ts'
import type { ReplayedPlans } from './plan-to-score.ts'
import { createVerdictRecorder } from './verdict-recorder.ts'
import type { Verdicts } from './verdicts.ts'

/** Durations are no part of a verdict. */
const NO_CLOCK: Clock = { nowNs: () => 0 }

/**
 * Replays the traffic in this process, in order of arrival, with the functions that the services use: capture, rules, typologies, decision,
 * fold. Each alert that counts is known to the next message, as it is where the next one comes after the decision. Payments before the scored time are
 * folded only, but where rules look at earlier findings: evaluating them would change nothing else.
 */
export function replayInProcess(
  traffic: Traffic,
  { plan, beside }: ReplayedPlans,
  onMessage?: (done: number) => void,
): Verdicts {
  const reader = createPaymentReader(traffic)
  const book = createMemoryBook()
  const recorder = createVerdictRecorder(plan, traffic.payments.count)
  const remembers = [plan, ...(beside === undefined ? [] : [beside])].some(readsFindings)
  const evaluate = createEvaluator(plan, book)
  const evaluateBeside = beside === undefined || !remembers ? undefined : createEvaluator(beside, book)
  const take = (payment: number, message: Payment): void => {
    const isScored = traffic.payments.createdAtMs[payment]! >= traffic.scoredFromMs
    if (message.transactionType !== plan.transactionType) {
      evaluateBeside?.(message)
    } else if (isScored || remembers) {
      const { ruleResults, typologyResults } = evaluate(message)
      if (isScored) {
        recorder.record(payment, ruleResults, typologyResults)
      }
    }
    book.accept(message)
  }
  walkArrivals(
    traffic,
    {
      transfer: (payment) => take(payment, reader.transfer(payment)),
      report: (payment) => take(payment, reader.report(payment)),
    },
    onMessage,
  )
  return recorder.verdicts()
}

function readsFindings({ facts }: Plan): boolean {
  return facts.some(({ kind }) => kind === 'account-findings')
}

interface Evaluated {
  readonly ruleResults: readonly RuleResult[]
  readonly typologyResults: readonly TypologyResult[]
}

/** Evaluates a message as the book finds it, and tells the book of an alert that counts. */
function createEvaluator(plan: Plan, book: MemoryBook): (message: Payment) => Evaluated {
  const capture = createFactCapture(plan.facts)
  return (message) => {
    const ruleResults = runRules(plan, message, capture(message, book.history(message)), NO_CLOCK)
    const typologyResults = scoreTypologies(plan, ruleResults, NO_CLOCK)
    if (isFinding(plan, typologyResults)) {
      book.noteFinding(message)
    }
    return { ruleResults, typologyResults }
  }
}
