import { defineRule, exit, greatCircleKm, measure } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { MINIMUM_DISTANCE_KM, MINIMUM_ELAPSED_MS, parameters } from './parameters.ts'

const MS_PER_HOUR = 3_600_000

/** How fast the payer would have travelled from the place of the debtor account's last payment to that of this one, in km/h. */
export const speedBetweenLocations = defineRule({
  id: '074@1.0.0',
  title: "Speed since the debtor account's last location",
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x01'],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: ({ maxQueryRange }) => ({ earlier: { kind: 'latest-location', windowMs: maxQueryRange } }),
  evaluate({
    payment,
    facts: { earlier },
    parameters: { minimumDistanceKm = MINIMUM_DISTANCE_KM, minimumElapsedMs = MINIMUM_ELAPSED_MS },
  }) {
    const early = exitIfSelfTransfer(payment)
    const { location } = payment.instruction
    if (early !== undefined || location === undefined) {
      return early ?? exit(NOT_APPLICABLE)
    }
    if (earlier === null) {
      return exit('.x01')
    }
    const distanceKm = greatCircleKm(earlier, location)
    const elapsedMs = Math.max(payment.occurredAtMs - earlier.atMs, minimumElapsedMs)
    return measure(distanceKm < minimumDistanceKm ? 0 : distanceKm / (elapsedMs / MS_PER_HOUR))
  },
})
