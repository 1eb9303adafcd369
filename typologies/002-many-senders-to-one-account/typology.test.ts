import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Eight strangers pay into an account that is days old. */
const scenario = { '112': '.01', '104': '.03', '111': '.03', '001': '.02' }

describeTypology(typology, {
  fires: [['eight strangers pay into an account that is days old', scenario, 680]],
  silent: [
    ['a merchant', { ...scenario, '112': '.03' }, 0],
    [
      'a birthday collection into an account of many years',
      { '112': '.01', '104': '.03', '111': '.02', '001': '.05', '030': '.01' },
      450,
    ],
  ],
})
