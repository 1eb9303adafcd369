import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Eight senders pay unusually large sums to a child. */
const scenario = { '118': '.01', '104': '.03', '020': '.03' }

describeTypology(typology, {
  fires: [['eight senders pay unusually large sums to a child', scenario, 500]],
  silent: [
    ['pocket money and a school refund', { '118': '.01', '104': '.01', '020': '.02' }, 150],
    ['an adult', { ...scenario, '118': '.02' }, 0],
    [
      'birthday gifts, from relatives mostly seen before',
      { '118': '.01', '104': '.02', '111': '.02', '020': '.02', '011': '.02' },
      460,
    ],
  ],
})
