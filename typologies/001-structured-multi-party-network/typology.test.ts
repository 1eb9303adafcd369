import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Related amounts pass among many accounts and come back to their source. */
const scenario = { '112': '.01', '114': '.01', '104': '.03', '105': '.02', '107': '.02' }

describeTypology(typology, {
  fires: [['related amounts pass among many accounts and come back to their source', scenario, 550]],
  silent: [
    [
      'friends who settle a busy evening',
      { '112': '.01', '114': '.01', '104': '.02', '105': '.02', '107': '.01', '090': '.02', '030': '.01' },
      340,
    ],
    ['a marketplace that settles with its sellers: the creditor is a hub', { ...scenario, '112': '.03' }, 0],
    ['money that stays with one holder', { ...scenario, '114': '.02' }, 0],
  ],
})
