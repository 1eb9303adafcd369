import type { ScorecardFace } from './scorecard-typology.ts'

/** A scorecard, and the scenarios whose payments it is to find. */
export interface ScorecardFamily extends ScorecardFace {
  readonly scenarios: readonly string[]
}

/** One scorecard per kind of scheme, so that an alert says what it looks like. */
export const SCORECARD_FAMILIES: readonly ScorecardFamily[] = [
  {
    number: '401',
    name: 'Scorecard: collecting account',
    description: 'Payments into an account that gathers money of many or of strangers',
    interdicts: false,
    scenarios: ['fanIn', 'gatherScatter', 'scatterGather', 'minorsAccount', 'insiderSweep', 'layers'],
  },
  {
    number: '402',
    name: 'Scorecard: dispersing account',
    description: 'Payments by which an account spreads money over many',
    interdicts: false,
    scenarios: ['fanOut', 'gatherScatter', 'layers'],
  },
  {
    number: '403',
    name: 'Scorecard: passing money on',
    description: 'Payments through mules, chains, circles and revived accounts',
    interdicts: true,
    scenarios: [
      'layeringChain',
      'newAccountMule',
      'cycle',
      'dormantReactivation',
      'layers',
      'ownAccountMaze',
      'scatterGather',
    ],
  },
  {
    number: '404',
    name: 'Scorecard: payer deceived',
    description: 'Payments that a deceived customer or firm makes to an account of the deceiver',
    interdicts: true,
    scenarios: ['appScam', 'businessEmailCompromise', 'lone'],
  },
  {
    number: '405',
    name: 'Scorecard: account taken over',
    description: 'Payments out of an account that somebody else controls',
    interdicts: true,
    scenarios: ['takeover'],
  },
  {
    number: '406',
    name: 'Scorecard: cut and repeated amounts',
    description: 'Payments cut to stay below a limit, invented round amounts, and the same payment again',
    interdicts: false,
    scenarios: ['structuring', 'roundAmounts', 'duplicateReplay'],
  },
  {
    number: '407',
    name: 'Scorecard: merchant front',
    description: 'Payments into a business that takes more than its trade brings',
    interdicts: false,
    scenarios: ['merchantFront'],
  },
]
