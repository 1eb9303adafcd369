import { defineRule } from '@pantau/rule-kit'
import { exitUnlessSettling } from '../early-exit.ts'
import { measureMirroring, mirroredCredits, MIRROR_DEPTH_MAX, MIRRORING_EXITS } from '../mirroring.ts'
import { parameters } from './parameters.ts'

/** How few of the creditor account's newest credits make up the latest debit of the creditor account. */
export const mirroringCreditor = defineRule({
  id: '024@1.0.0',
  title: 'Transaction mirroring on the creditor account',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00', ...MIRRORING_EXITS],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: MIRROR_DEPTH_MAX,
  parameters,
  needs: (configured) => ({ credits: mirroredCredits('creditor', configured, 0) }),
  evaluate: ({ payment, facts: { credits } }) => exitUnlessSettling(payment) ?? measureMirroring(credits),
})
