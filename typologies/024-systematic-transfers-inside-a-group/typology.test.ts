import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Amounts of one size come round in a group that one account funded. */
const scenario = { '112': '.01', '113': '.01', '114': '.01', '107': '.02', '110': '.02', '021': '.02' }

describeTypology(typology, {
  fires: [['amounts of one size come round in a group that one account funded', scenario, 560]],
  silent: [
    [
      'a savings club with one payment per member and turn',
      { '112': '.01', '113': '.01', '114': '.01', '104': '.02', '107': '.01', '021': '.03' },
      340,
    ],
    ['allowances among accounts of one holder', { ...scenario, '114': '.02' }, 0],
    ['a payer to many', { ...scenario, '113': '.03' }, 0],
  ],
})
