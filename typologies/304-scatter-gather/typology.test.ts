import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Five accounts that one source paid all pay one account, most of them for the first time. */
const scenario = { '112': '.01', '114': '.01', '110': '.03', '111': '.03' }

describeTypology(typology, {
  fires: [
    [
      'five accounts that one source paid all pay one account, most of them for the first time',
      scenario,
      520,
    ],
  ],
  silent: [
    ['colleagues of one employer who all pay one canteen', { ...scenario, '112': '.03' }, 0],
    [
      'friends who split a bill',
      { '112': '.01', '114': '.01', '104': '.02', '110': '.01', '111': '.02', '030': '.01' },
      150,
    ],
    ['accounts of one holder', { ...scenario, '114': '.02' }, 0],
  ],
})
