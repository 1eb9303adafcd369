import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Eight new senders pay the same amount within a day. */
const scenario = { '112': '.01', '021': '.03', '104': '.03', '111': '.03' }

describeTypology(typology, {
  fires: [['eight new senders pay the same amount within a day', scenario, 560]],
  silent: [
    ['a shop with one price', { ...scenario, '112': '.03' }, 0],
    [
      'club dues, from members who paid before',
      { '112': '.01', '021': '.03', '104': '.03', '111': '.01', '001': '.05' },
      440,
    ],
  ],
})
