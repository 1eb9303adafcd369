import type { WordsOf } from './fact-words.ts'
import { countInWords, numberInWords } from './number-in-words.ts'
import { accountOf, ageOf, inTheLast, movedBy, ownAmount, paymentsInWindow, percent } from './phrases.ts'

/** Facts that count payments, or add them up. */
type CountKind =
  | 'attempt-count'
  | 'lifetime-count'
  | 'payment-count'
  | 'amount-sum'
  | 'similar-amounts'
  | 'near-threshold'
  | 'counterparties'
  | 'payee-history'
  | 'interval-counts'
  | 'holder-accounts'
  | 'account-findings'

const COUNTERPARTY = {
  unknown: 'this payment names one that has no payments yet',
  newcomer: 'this payment is with one that is new in this time',
  established: 'this payment is with one that was there before',
  returning: 'this payment is with one from before this time',
} as const

export const COUNT_WORDS: WordsOf<CountKind> = {
  'attempt-count': (fact, { count, saturated }) => ({
    fact: `payment attempts of any status ${movedBy(fact)} ${inTheLast(fact.windowMs)}, this one included`,
    value: countInWords(count, 'attempt', saturated),
  }),
  'lifetime-count': (fact, { count }) => ({
    fact: `payments ${movedBy(fact)} in its whole life`,
    value: countInWords(count, 'payment'),
  }),
  'payment-count': (fact, { count, saturated }) => ({
    fact: paymentsInWindow(fact),
    value: countInWords(count, 'payment', saturated),
  }),
  'amount-sum': (fact, { amountMinor, count, exact }, payment) => ({
    fact: `sum of the ${paymentsInWindow(fact)}`,
    value:
      `${ownAmount(amountMinor, payment)} in ${countInWords(count, 'payment')}` +
      (exact ? '' : ', counted from the start of the first day'),
  }),
  'similar-amounts': (fact, { count, saturated, any, earlier }) => ({
    fact: `${paymentsInWindow(fact)} whose amount is within ${percent(fact.tolerance)} of this one's`,
    value: [
      countInWords(count, 'payment', saturated),
      ...(any ? [] : ['no payment of this currency in this time']),
      ...(earlier ? [] : ['no earlier payment at all']),
    ].join('; '),
  }),
  'near-threshold': (fact, value, payment) => {
    const { currency } = payment.instruction.instructed
    // The currency is text from a message: it may be the name of something that every object has.
    const threshold = Object.hasOwn(fact.thresholds, currency) ? fact.thresholds[currency] : undefined
    const range = threshold === undefined ? 'a threshold' : `${currency} ${numberInWords(threshold)}`
    return {
      fact: `${paymentsInWindow(fact)} of ${percent(fact.shareMin)} of ${range} up to just below it`,
      value:
        value === null
          ? `no threshold for ${currency}`
          : `${countInWords(value.count, 'payment', value.saturated)}; this one is ${value.near ? '' : 'not '}in the range`,
    }
  },
  counterparties: (fact, { distinct, newcomers, saturated, counterparty }) => ({
    fact: `different accounts on the other side of ${paymentsInWindow(fact)}`,
    value:
      `${countInWords(distinct, 'account', saturated)}, ${numberInWords(newcomers)} of them new; ` +
      COUNTERPARTY[counterparty],
  }),
  'payee-history': (_fact, value) => ({
    fact: 'earlier payments from this debtor account to this creditor account',
    value: value === null ? 'none' : countInWords(value.count, 'payment'),
  }),
  'interval-counts': (fact, { current, intervals, mean, standardDeviation }) => ({
    fact: `payments ${movedBy(fact)} ${inTheLast(fact.intervalMs)}, against the times of that length before`,
    value:
      `${countInWords(current, 'payment')}; usually ${numberInWords(mean)}, give or take ` +
      `${numberInWords(standardDeviation)}, in ${countInWords(intervals, 'such time')}`,
  }),
  'holder-accounts': (fact, { count, saturated }) => ({
    fact: `accounts that the holder of ${accountOf(fact.party)} is known to hold`,
    value: countInWords(count, 'account', saturated),
  }),
  'account-findings': (fact, { count, saturated, latestMs, samePair }, payment) => ({
    fact: `other payments of ${accountOf(fact.party)} ${inTheLast(fact.windowMs)} that had been found suspicious when this one came`,
    value: [
      countInWords(count, 'payment', saturated),
      ...(latestMs === null ? [] : [`the newest ${ageOf(latestMs, payment)}`]),
      ...(samePair === 0 ? [] : [`${numberInWords(samePair)} between these two accounts`]),
    ].join('; '),
  }),
}
