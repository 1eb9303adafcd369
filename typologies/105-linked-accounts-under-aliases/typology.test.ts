import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** A holder of four accounts pays from one that is hours old into another. */
const scenario = { '114': '.01', '115': '.01', '083': '.03', '001': '.01' }

describeTypology(typology, {
  fires: [['a holder of four accounts pays from one that is hours old into another', scenario, 500]],
  silent: [
    [
      'a current, a savings and a joint account',
      { '114': '.01', '115': '.05', '083': '.02', '084': '.02', '001': '.05', '030': '.01' },
      220,
    ],
    ['a payment between accounts of one holder', { ...scenario, '114': '.02' }, 0],
  ],
})
