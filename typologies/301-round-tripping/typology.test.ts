import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Money returns to where it started after three accounts, to an account that was never paid before. */
const scenario = { '112': '.01', '114': '.01', '107': '.02', '030': '.01' }

describeTypology(typology, {
  fires: [
    [
      'money returns to where it started after three accounts, to an account that was never paid before',
      scenario,
      500,
    ],
  ],
  silent: [
    [
      'two friends who repay each other',
      { '112': '.01', '114': '.01', '107': '.01', '030': '.03', '048': '.02' },
      50,
    ],
    ['a return to a shop', { ...scenario, '112': '.03' }, 0],
    ['accounts of one holder', { ...scenario, '114': '.02' }, 0],
  ],
})
