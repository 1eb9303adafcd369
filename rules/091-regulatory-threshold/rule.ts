import { defineRule, measure, minorUnitExponent } from '@pantau/rule-kit'
import { exitIfSelfTransfer, NOT_APPLICABLE } from '../early-exit.ts'
import { ratioOf } from '../ratio-of.ts'
import { thresholdMinorOf } from '../regulatory-thresholds.ts'
import { parameters } from './parameters.ts'

/** Where this payment's amount lies against the amount from which payments are reported. */
export const regulatoryThreshold = defineRule({
  id: '091@1.0.0',
  title: 'Amount against the reporting threshold',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: [NOT_APPLICABLE],
  fixedOutcomes: [],
  parameters,
  needs: () => ({}),
  evaluate({ payment, parameters: { thresholds, measure: measured = 'amount' } }) {
    const { amountMinor, currency } = payment.instruction.instructed
    const early = exitIfSelfTransfer(payment)
    if (early !== undefined) {
      return early
    }
    const thresholdMinor = thresholdMinorOf(thresholds, currency)
    const majorUnitMinor = 10n ** BigInt(minorUnitExponent(currency))
    return measure(ratioOf(amountMinor, measured === 'share' ? thresholdMinor : majorUnitMinor))
  },
})
