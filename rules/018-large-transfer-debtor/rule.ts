import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling } from '../early-exit.ts'
import { ratioOf } from '../ratio-of.ts'
import { parameters } from './parameters.ts'

/** How many times as much as the debtor account's largest payment of the last months this one is. */
export const largeTransferDebtor = defineRule({
  id: '018@1.0.0',
  title: 'Exceptionally large outgoing payment of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', '.x01'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  parameters,
  needs: ({ maxQueryRange }) => ({
    largest: { kind: 'largest-payment', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate({ payment, facts: { largest } }) {
    const excluded = exitUnlessSettling(payment)
    if (excluded !== undefined) {
      return excluded
    }
    const largestMinor = BigInt(largest?.amountMinor ?? 0)
    // Payments of nothing say as little of what is large as none.
    return largestMinor === 0n
      ? exit('.x01')
      : measure(ratioOf(payment.instruction.instructed.amountMinor, largestMinor))
  },
})
