import type { ScorecardFace } from './scorecard-typology.ts'

/** A scorecard, and the scenarios whose payments it is to find. */
export interface ScorecardFamily extends ScorecardFace {
  readonly scenarios: readonly string[]
  readonly rulesMax: number
  /** Whether it looks for every kind of scheme. */
  readonly isOverall: boolean
}

/** As many as a person can still read. */
const SPECIFIC_RULES_MAX = 20
/** The overall scorecard finds what the others find, and needs nearly all that they weigh. */
const OVERALL_RULES_MAX = 60

const SPECIFIC: readonly (ScorecardFace & Pick<ScorecardFamily, 'scenarios'>)[] = [
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

/** One scorecard over the whole picture, which decides how many alerts there are, and one per kind of scheme, which says what an alert looks like. */
export const SCORECARD_FAMILIES: readonly ScorecardFamily[] = [
  {
    number: '400',
    name: 'Scorecard: the whole picture',
    description:
      'Payments that everything known of them together makes suspicious, whatever the kind of scheme',
    interdicts: true,
    remembers: true,
    scenarios: [...new Set(SPECIFIC.flatMap(({ scenarios }) => scenarios))],
    rulesMax: OVERALL_RULES_MAX,
    isOverall: true,
  },
  ...SPECIFIC.map((family) => ({ ...family, rulesMax: SPECIFIC_RULES_MAX, isOverall: false })),
]
