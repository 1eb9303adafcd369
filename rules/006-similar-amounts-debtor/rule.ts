import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling } from '../early-exit.ts'
import { PAYMENTS_COMPARED_MAX } from '../payments-compared.ts'
import { ratioOf } from '../ratio-of.ts'
import { parameters } from './parameters.ts'

/** How many of the debtor account's latest payments, this one included, are of about this amount. */
export const similarAmountsDebtor = defineRule({
  id: '006@1.0.0',
  title: 'Similar amounts of outgoing payments of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', '.x01'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: PAYMENTS_COMPARED_MAX,
  parameters,
  needs: ({ maxQueryLimit }) => ({
    earlier: { kind: 'latest-payments', party: 'debtor', direction: 'sent', limit: maxQueryLimit - 1 },
  }),
  evaluate({ payment, facts: { earlier }, parameters: { tolerance } }) {
    const excluded = exitUnlessSettling(payment)
    if (excluded !== undefined) {
      return excluded
    }
    if (earlier.length === 0) {
      return exit('.x01', 1)
    }
    const { amountMinor, currency } = payment.instruction.instructed
    const similar = earlier.filter(
      (each) => each.currency === currency && isWithin(tolerance, amountMinor, BigInt(each.amountMinor)),
    )
    return measure(similar.length + 1)
  },
})

function isWithin(tolerance: number, amountMinor: bigint, otherMinor: bigint): boolean {
  const difference = amountMinor < otherMinor ? otherMinor - amountMinor : amountMinor - otherMinor
  return difference === 0n || (amountMinor > 0n && ratioOf(difference, amountMinor) <= tolerance)
}
