import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Value is scattered over many first-time payees who all pay on. */
const scenario = { '113': '.01', '114': '.01', '105': '.03', '106': '.04', '110': '.02' }

describeTypology(typology, {
  fires: [['value is scattered over many first-time payees who all pay on', scenario, 580]],
  silent: [
    [
      'somebody pays back ten friends after a trip',
      { '113': '.01', '114': '.01', '105': '.03', '106': '.02', '110': '.01', '002': '.02' },
      360,
    ],
    ['a payer to many', { ...scenario, '113': '.03' }, 0],
    ['accounts of one holder', { ...scenario, '114': '.02' }, 0],
  ],
})
