import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** An unusually large payment to an account that is hours old and passed on what came before. */
const scenario = { '112': '.01', '114': '.01', '001': '.01', '048': '.03', '026': '.01' }

describeTypology(typology, {
  fires: [
    [
      'an unusually large payment to an account that is hours old and passed on what came before',
      scenario,
      500,
    ],
  ],
  silent: [
    [
      'an ordinary amount to a friend’s new account',
      { '112': '.01', '114': '.01', '001': '.02', '048': '.01', '026': '.x01', '030': '.01' },
      260,
    ],
    ['a new merchant of a known acquirer, with many payers already', { ...scenario, '112': '.03' }, 0],
    ['an account of many years', { ...scenario, '001': '.05' }, 0],
  ],
})
