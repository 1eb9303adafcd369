import { factKey } from '@pantau/rule-kit'
import type { CapturedFacts, FactDescriptor, FactValue, Payment } from '@pantau/rule-kit'
import type { HistoryView } from '../history-view.ts'
import { accountFindings } from './account-findings.ts'
import { accountName } from './account-name.ts'
import { countAttempts } from './count-attempts.ts'
import { counterparties, payeeHistory } from './counterparty-facts.ts'
import { commonFunder, funderFanOut, returningFlow } from './flow-facts.ts'
import { holderAccounts } from './holder-accounts.ts'
import { intervalCounts } from './interval-counts.ts'
import { largestPayment, latestPayments, latestText } from './latest-facts.ts'
import { activitySpan, amountStatistics, firstDigits, hourProfile, lifetimeCount } from './life-facts.ts'
import { latestLocation, nearbyPayments } from './location-facts.ts'
import { createMirroredCredits } from './mirrored-credits.ts'
import { captureSilence } from './silence.ts'
import { createSubject } from './subject.ts'
import type { Subject } from './subject.ts'
import { countPayments, createNearThreshold, createSimilarAmounts, sumAmounts } from './window-facts.ts'

export type FactCapture = (payment: Payment, history: HistoryView) => CapturedFacts

/**
 * Prepares the capture of these facts: keys and thresholds are worked out once, not for every payment. The capture is pure, and takes each
 * distinct fact once.
 */
export function createFactCapture(wanted: readonly FactDescriptor[]): FactCapture {
  const captures = new Map(wanted.map((fact) => [factKey(fact), createCapture(fact)]))
  const nothing: Readonly<Record<string, FactValue>> = Object.fromEntries(
    [...captures.keys()].map((key) => [key, []]),
  )
  return (payment, history) => {
    const subject = createSubject(payment, history)
    // With all its keys from the start: an object to which dozens are added one by one becomes a table of hashes, for all who read it.
    const captured: Record<string, FactValue> = { ...nothing }
    for (const [key, capture] of captures) {
      captured[key] = capture(subject)
    }
    return captured
  }
}

/** Captures the wanted facts of one payment from what was committed before it. Who captures often keeps a `createFactCapture`. */
export function captureFacts(
  wanted: readonly FactDescriptor[],
  payment: Payment,
  history: HistoryView,
): CapturedFacts {
  return createFactCapture(wanted)(payment, history)
}

function createCapture(fact: FactDescriptor): (subject: Subject) => FactValue {
  switch (fact.kind) {
    case 'attempt-count':
      return (subject) => countAttempts(fact, subject)
    case 'conditions':
      return ({ history }) => history.conditionsInForce()
    case 'activity-span':
      return (subject) => activitySpan(fact, subject)
    case 'silence':
      return (subject) => captureSilence(fact, subject)
    case 'lifetime-count':
      return (subject) => lifetimeCount(fact, subject)
    case 'payment-count':
      return (subject) => countPayments(fact, subject)
    case 'amount-sum':
      return (subject) => sumAmounts(fact, subject)
    case 'similar-amounts':
      return createSimilarAmounts(fact)
    case 'near-threshold':
      return createNearThreshold(fact)
    case 'latest-payments':
      return (subject) => latestPayments(fact, subject)
    case 'latest-text':
      return (subject) => latestText(fact, subject)
    case 'largest-payment':
      return (subject) => largestPayment(fact, subject)
    case 'amount-statistics':
      return (subject) => amountStatistics(fact, subject)
    case 'first-digits':
      return (subject) => firstDigits(fact, subject)
    case 'interval-counts':
      return (subject) => intervalCounts(fact, subject)
    case 'counterparties':
      return (subject) => counterparties(fact, subject)
    case 'payee-history':
      return payeeHistory
    case 'hour-profile':
      return (subject) => hourProfile(fact, subject)
    case 'holder-accounts':
      return (subject) => holderAccounts(fact, subject)
    case 'mirrored-credits':
      return createMirroredCredits(fact)
    case 'funder-fan-out':
      return (subject) => funderFanOut(fact, subject)
    case 'returning-flow':
      return returningFlow
    case 'common-funder':
      return (subject) => commonFunder(fact, subject)
    case 'latest-location':
      return (subject) => latestLocation(fact, subject)
    case 'nearby-payments':
      return (subject) => nearbyPayments(fact, subject)
    case 'account-findings':
      return (subject) => accountFindings(fact, subject)
    case 'account-name':
      return (subject) => accountName(fact, subject)
  }
}
