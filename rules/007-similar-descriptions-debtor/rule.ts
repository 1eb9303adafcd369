import { defineRule, exit, measure } from '@pantau/rule-kit'
import { exitUnlessSettling, NOT_APPLICABLE } from '../early-exit.ts'
import { editDistance } from './edit-distance.ts'
import { DESCRIPTION_LENGTH_MAX, parameters } from './parameters.ts'

/** How much the description of this payment differs from that of the debtor account's previous one. */
export const similarDescriptionsDebtor = defineRule({
  id: '007@1.0.0',
  title: 'Similar descriptions of outgoing payments of the debtor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', '.x01'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: DESCRIPTION_LENGTH_MAX,
  parameters,
  needs: () => ({ previous: { kind: 'latest-text', party: 'debtor', direction: 'sent' } }),
  evaluate({ payment, facts: { previous }, parameters: { comparedCharactersMax } }) {
    const excluded = exitUnlessSettling(payment)
    if (excluded !== undefined) {
      return excluded
    }
    if (previous === null) {
      return exit('.x01')
    }
    const lengthMax = comparedCharactersMax ?? DESCRIPTION_LENGTH_MAX
    const earlier = comparableCharacters(previous.text, lengthMax)
    const current = comparableCharacters(payment.instruction.remittanceText ?? '', lengthMax)
    // Two texts that are not there would be identical, which is what the rule looks for.
    if (earlier.length === 0 && current.length === 0) {
      return exit(NOT_APPLICABLE)
    }
    return measure(editDistance(earlier, current))
  },
})

/** The characters (code points) of a text in the form in which texts are compared. */
function comparableCharacters(text: string, lengthMax: number): readonly string[] {
  return Array.from(text.normalize('NFKC').trim().toLowerCase()).slice(0, lengthMax)
}
