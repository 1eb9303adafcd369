import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** A large first payment to an account without history, by somebody past 65. */
const scenario = {
  '112': '.01',
  '114': '.01',
  '030': '.01',
  '048': '.03',
  '001': '.x01',
  '018': '.03',
  '028': '.05',
}

describeTypology(typology, {
  fires: [
    ['a large first payment to an account without history, by somebody past 65', scenario, 700],
    [
      'a large first payment to an account that is days old',
      { '112': '.01', '114': '.01', '030': '.01', '048': '.03', '001': '.02' },
      500,
    ],
  ],
  silent: [
    ['a car from an established dealer: the creditor is a hub', { ...scenario, '112': '.03' }, 0],
    ['a payee who was paid three times before', { ...scenario, '030': '.03' }, 0],
    [
      'a grandparent’s gift to an established account of the family',
      { '112': '.01', '114': '.01', '030': '.02', '048': '.03', '001': '.05', '018': '.03', '028': '.05' },
      440,
    ],
  ],
})
