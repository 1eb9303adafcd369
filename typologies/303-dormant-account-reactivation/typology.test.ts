import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** An account wakes up after months, and an unusually large part of what it received goes to a new payee. */
const scenario = {
  '112': '.01',
  '113': '.01',
  '114': '.01',
  '116': '.03',
  '103': '.03',
  '030': '.01',
  '048': '.03',
}

describeTypology(typology, {
  fires: [
    [
      'an account wakes up after months, and an unusually large part of what it received goes to a new payee',
      scenario,
      560,
    ],
  ],
  silent: [
    [
      'a student who returns: the first credit is the salary',
      {
        '112': '.01',
        '113': '.01',
        '114': '.01',
        '116': '.01',
        '117': '.03',
        '030': '.01',
        '103': '.01',
        '048': '.01',
        '020': '.02',
      },
      380,
    ],
    [
      'an account that is used once a year, for tax',
      { '112': '.01', '113': '.01', '114': '.01', '116': '.03', '103': '.01', '030': '.03', '048': '.02' },
      290,
    ],
    ['a hub', { ...scenario, '112': '.03' }, 0],
  ],
})
