import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** A rapid run of payments to new payees at an unusual hour. */
const scenario = {
  '114': '.01',
  '044': '.04',
  '106': '.03',
  '108': '.01',
  '109': '.03',
  '076': '.01',
  '017': '.03',
}

describeTypology(typology, {
  fires: [
    ['a rapid run of payments to new payees at an unusual hour', scenario, 850],
    [
      'a rapid run of payments to new payees',
      { '114': '.01', '044': '.04', '106': '.03', '076': '.01', '017': '.03' },
      510,
    ],
  ],
  silent: [
    [
      'shopping, with retries after a declined payment',
      { '114': '.01', '044': '.04', '106': '.01', '076': '.01', '017': '.02', '021': '.02' },
      330,
    ],
    ['a wallet that its holder tops up', { ...scenario, '114': '.02' }, 0],
    ['a wallet of which too little is known', { ...scenario, '044': '.03' }, 0],
  ],
})
