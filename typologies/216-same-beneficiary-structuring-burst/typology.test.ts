import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Five payments just below the threshold, the latest three to one payee. */
const scenario = { '114': '.01', '101': '.05', '008': '.03' }

describeTypology(typology, {
  fires: [['five payments just below the threshold, the latest three to one payee', scenario, 500]],
  silent: [
    [
      'a travel or betting wallet topped up in small steps',
      { '114': '.01', '101': '.01', '008': '.03', '006': '.03', '017': '.02' },
      370,
    ],
    ['a series to different payees', { ...scenario, '008': '.01' }, 0],
    ['an account of the same holder', { ...scenario, '114': '.02' }, 0],
  ],
})
