import { durationInWords } from './duration-in-words.ts'
import { amountInWords } from './amount-in-words.ts'
import type { WordsOf } from './fact-words.ts'
import { countInWords, numberInWords } from './number-in-words.ts'
import { accountOf, ageOf, movedBy, ownAmount, paymentsInWindow } from './phrases.ts'

/** Facts that say what is usual for an account, and what it did last. */
type ProfileKind =
  | 'activity-span'
  | 'silence'
  | 'latest-payments'
  | 'latest-text'
  | 'largest-payment'
  | 'amount-statistics'
  | 'first-digits'
  | 'hour-profile'
  | 'account-name'

export const PROFILE_WORDS: WordsOf<ProfileKind> = {
  'activity-span': (fact, value, payment) => ({
    fact: `first and last activity of ${accountOf(fact.party)}`,
    value:
      value === null
        ? 'no activity yet'
        : `first ${ageOf(value.firstMs, payment)}, last ${ageOf(value.lastMs, payment)}`,
  }),
  'account-name': (fact, value, payment) => ({
    fact: `since when ${accountOf(fact.party)} is known by the name in this message, and by any other`,
    value:
      value === null
        ? 'the message gives no name'
        : `this name: ${value.sinceMs === null ? (value.saturated ? 'not among those that are kept' : 'never before') : ageOf(value.sinceMs, payment)}; ` +
          `any other: ${value.otherSinceMs === null ? 'never before' : ageOf(value.otherSinceMs, payment)}`,
  }),
  silence: (fact, value) => ({
    fact: `longest silence of ${accountOf(fact.party)} that lasts, or ended at most ${durationInWords(fact.endedWithinMs)} ago`,
    value:
      value === null
        ? 'no activity yet'
        : value.lengthMs === 0
          ? 'no day without activity'
          : `${durationInWords(value.lengthMs)}, ${value.ongoing ? 'until this payment' : 'over by now'}`,
  }),
  'latest-payments': (fact, value, payment) => ({
    fact: `newest payments ${movedBy(fact)}, at most ${fact.limit}`,
    value:
      value.length === 0
        ? 'none'
        : value
            .map(
              ({ atMs, amountMinor, currency, sameCounterparty }) =>
                `${amountInWords(BigInt(amountMinor), currency)} ${ageOf(atMs, payment)}` +
                (sameCounterparty ? ' with the same other side' : ''),
            )
            .join('; '),
  }),
  'latest-text': (fact, value, payment) => ({
    fact: `text of the newest payment ${movedBy(fact)}`,
    value: value === null ? 'none' : `${JSON.stringify(value.text)}, ${ageOf(value.atMs, payment)}`,
  }),
  'largest-payment': (fact, value, payment) => ({
    fact: `largest of the ${paymentsInWindow(fact)}`,
    value:
      value === null ? 'none' : `${ownAmount(value.amountMinor, payment)}, ${ageOf(value.atMs, payment)}`,
  }),
  'amount-statistics': (fact, { count, mean, standardDeviation }, payment) => ({
    fact:
      `usual amount of the payments ${movedBy(fact)} in its whole life, in ` +
      (fact.scale === 'log10' ? 'decimal logarithms of minor units' : 'minor units') +
      ` of ${payment.instruction.instructed.currency}`,
    value: `${numberInWords(mean)}, give or take ${numberInWords(standardDeviation)}, of ${countInWords(count, 'payment')}`,
  }),
  'first-digits': (fact, { counts }) => ({
    fact: `first digits of the amounts ${movedBy(fact)} in its whole life`,
    value: counts.map((count, index) => `${index + 1}: ${numberInWords(count)}`).join(', '),
  }),
  'hour-profile': (fact, { counts }) => ({
    fact: `payments ${movedBy(fact)} by hour of the day (UTC), in its whole life`,
    value:
      counts
        .flatMap((count, hour) => (count === 0 ? [] : [`${hour}h: ${numberInWords(count)}`]))
        .join(', ') || 'none',
  }),
}
