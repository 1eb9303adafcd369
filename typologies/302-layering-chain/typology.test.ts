import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** A sum goes on within hours, less a cut, to a new payee, larger than any before, from an account that is hours old. */
const scenario = {
  '112': '.01',
  '113': '.01',
  '114': '.01',
  '119': '.01',
  '027': '.01',
  '030': '.01',
  '018': '.03',
  '048': '.03',
  '115': '.01',
}

describeTypology(typology, {
  fires: [
    [
      'a sum goes on within hours, less a cut, to a new payee, larger than any before, from an account that is hours old',
      scenario,
      710,
    ],
    [
      'a sum goes on within hours, less a cut, to a new payee',
      { '112': '.01', '113': '.01', '114': '.01', '119': '.01', '027': '.01', '030': '.01', '018': '.03' },
      510,
    ],
  ],
  silent: [
    ['a settlement account of a payment service', { ...scenario, '113': '.03' }, 0],
    [
      'parents who forward money to a student once a month',
      {
        '112': '.01',
        '113': '.01',
        '114': '.01',
        '119': '.01',
        '027': '.x03',
        '025': '.01',
        '030': '.03',
        '018': '.01',
      },
      150,
    ],
    ['a trader', { ...scenario, '119': '.03' }, 0],
  ],
})
