import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE, NOT_SETTLED } from '../early-exit.ts'
import { parameters } from './parameters.ts'

const HOURS_PER_DAY = 24
/** As if one payment had been made in each of the eight three-hour parts of a day: with little history no hour is impossible. */
const PARTS_PER_DAY = 8

/** Which share of its payments the debtor account makes around this hour of the day. */
export const unusualHourDebtor = defineRule({
  id: '108@1.0.0',
  title: 'How usual the hour is for the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [NOT_SETTLED, '.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({ profile: { kind: 'hour-profile', party: 'debtor', direction: 'sent' } }),
  evaluate({ payment, facts: { profile }, parameters: { minimumNumberOfTransactions } }) {
    const early = exitUnlessSettling(payment)
    const total = profile.counts.reduce((sum, count) => sum + count, 0)
    if (early !== undefined || total < minimumNumberOfTransactions) {
      return early ?? exit('.x01')
    }
    const hour = new Date(payment.occurredAtMs).getUTCHours()
    const around = [-1, 0, 1].reduce((sum, offset) => sum + countAt(profile.counts, hour + offset), 0)
    return measure((around + 1) / (total + PARTS_PER_DAY))
  },
})

/** @throws RangeError where there are not 24 counts */
function countAt(counts: readonly number[], hour: number): number {
  const count = counts[(hour + HOURS_PER_DAY) % HOURS_PER_DAY]
  if (count === undefined) {
    throw new RangeError('There is one count for each of 24 hours')
  }
  return count
}
