import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { LOCATIONS_MAX, parameters } from './parameters.ts'

const TOO_LITTLE_HISTORY = '.x01'

/** How often the debtor account was used near the place of this payment. */
export const habitualLocations = defineRule({
  id: '075@1.0.0',
  title: 'Earlier payments near the place of this one',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [TOO_LITTLE_HISTORY, NOT_APPLICABLE],
  fixedOutcomes: [],
  bandEdgeMax: LOCATIONS_MAX - 1,
  parameters,
  needs: ({ maxRadius }) => ({ places: { kind: 'nearby-payments', radiusKm: maxRadius } }),
  evaluate({ payment, facts: { places }, parameters: { minimumNumberOfLocations = 0 } }) {
    const early = exitIfSelfTransfer(payment)
    if (early !== undefined || payment.instruction.location === undefined) {
      return early ?? exit(NOT_APPLICABLE)
    }
    return places.located < minimumNumberOfLocations ? exit(TOO_LITTLE_HISTORY) : measure(places.nearby)
  },
})
