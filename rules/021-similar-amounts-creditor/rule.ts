import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How often the creditor account was paid about this amount in a trailing window, this payment included. */
export const similarAmountsCreditor = defineRule({
  id: '021@1.0.0',
  title: 'Similar amounts of incoming payments of the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', '.x01'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: 63,
  parameters,
  needs: ({ maxQueryRange, tolerance }) => ({
    similar: {
      kind: 'similar-amounts',
      party: 'creditor',
      direction: 'received',
      windowMs: maxQueryRange,
      tolerance,
    },
  }),
  evaluate({ payment, facts: { similar } }) {
    const excluded = exitUnlessSettling(payment)
    if (excluded !== undefined) {
      return excluded
    }
    return similar.earlier ? measure(similar.count + 1) : exit('.x01', 1)
  },
})
