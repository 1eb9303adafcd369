import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** An account is emptied in the night, in a burst, to new payees. */
const scenario = {
  '112': '.01',
  '114': '.01',
  '044': '.04',
  '106': '.04',
  '108': '.01',
  '109': '.03',
  '076': '.01',
}

describeTypology(typology, {
  fires: [
    ['an account is emptied in the night, in a burst, to new payees', scenario, 760],
    [
      'most of a month’s money leaves for three new payees',
      { '112': '.01', '114': '.01', '044': '.04', '106': '.03', '109': '.03', '108': '.02', '030': '.01' },
      560,
    ],
  ],
  silent: [
    [
      'moving house: several new payees in one evening',
      {
        '112': '.01',
        '114': '.01',
        '044': '.04',
        '106': '.03',
        '108': '.03',
        '109': '.01',
        '030': '.01',
        '017': '.02',
      },
      310,
    ],
    ['a balance moved to an account of the same holder', { ...scenario, '114': '.02' }, 0],
    ['a customer of whom too little is known', { ...scenario, '044': '.03' }, 0],
  ],
})
