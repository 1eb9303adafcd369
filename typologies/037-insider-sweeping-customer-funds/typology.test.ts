import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Eight accounts are drained into one within a day. */
const scenario = { '112': '.01', '114': '.01', '119': '.01', '104': '.03', '109': '.03', '018': '.02' }

describeTypology(typology, {
  fires: [['eight accounts are drained into one within a day', scenario, 520]],
  silent: [
    ['a collection account', { ...scenario, '112': '.03' }, 0],
    ['an agent who balances floats', { ...scenario, '119': '.03' }, 0],
    ['one customer who moves a savings balance', { ...scenario, '104': '.01' }, 0],
  ],
})
