import type { WordsOf } from './fact-words.ts'
import { countInWords, numberInWords } from './number-in-words.ts'
import { accountOf, ageOf, inTheLast } from './phrases.ts'

/** Facts of where money came from and went, of places, and of conditions. */
type FlowKind =
  | 'conditions'
  | 'mirrored-credits'
  | 'funder-fan-out'
  | 'returning-flow'
  | 'common-funder'
  | 'latest-location'
  | 'nearby-payments'

const OWNERS = {
  'debtor-entity': 'the debtor',
  'debtor-account': "the debtor's account",
  'creditor-entity': 'the creditor',
  'creditor-account': "the creditor's account",
} as const

const MIRRORED = {
  none: 'none that match',
  'no-credit': 'no credit before',
  'no-debit': 'no debit in this time',
} as const

export const FLOW_WORDS: WordsOf<FlowKind> = {
  conditions: (_fact, value) => ({
    fact: 'event-flow conditions in force for the two parties and their accounts',
    value:
      value.length === 0
        ? 'none'
        : value
            .map(({ type, owner, conditionId }) => `${type} on ${OWNERS[owner]} (${conditionId})`)
            .join('; '),
  }),
  'mirrored-credits': (fact, { found, depth }) => ({
    fact:
      `newest credits of ${accountOf(fact.party)} ${inTheLast(fact.windowMs)} that add up to ` +
      (fact.party === 'debtor' ? 'this payment' : 'its latest debit') +
      `: ${fact.ratioMin} to ${fact.ratioMax} of it, among at most ${fact.depthMax}`,
    value: found === 'match' ? `the newest ${countInWords(depth, 'credit')}` : MIRRORED[found],
  }),
  'funder-fan-out': (fact, { largest, funders }) => ({
    fact: `most ${fact.countBy} ${inTheLast(fact.downstreamMs)} of any account that paid the debtor's account ${inTheLast(fact.upstreamMs)}`,
    value: `${numberInWords(largest)} ${fact.countBy}, of ${countInWords(funders, 'funding account')}`,
  }),
  'returning-flow': (_fact, { hops, depth }) => ({
    fact: 'path of payments by which this money comes back to where it came from',
    value:
      (hops === null ? 'none' : `${numberInWords(hops)} payments, this one included`) +
      `; the longest chain that leads here has ${countInWords(depth, 'payment')}`,
  }),
  'common-funder': (fact, { senders, shared }) => ({
    fact: `accounts that paid the creditor's account ${inTheLast(fact.windowMs)}, and how many of them one account funded`,
    value: `${countInWords(senders, 'account')}, ${numberInWords(shared)} with a common funder`,
  }),
  'latest-location': (fact, value, payment) => ({
    fact: `place of the debtor account's newest payment that has one ${inTheLast(fact.windowMs)}`,
    value:
      value === null
        ? 'none'
        : `latitude ${value.latitudeDegrees}, longitude ${value.longitudeDegrees}, ${ageOf(value.atMs, payment)}`,
  }),
  'nearby-payments': (fact, { located, nearby }) => ({
    fact: `of the debtor account's newest payments with a place, those within ${numberInWords(fact.radiusKm)} km of this one`,
    value: `${numberInWords(nearby)} of ${numberInWords(located)}`,
  }),
}
