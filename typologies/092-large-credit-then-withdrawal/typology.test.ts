import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** A large credit goes on at once, less a cut, to a new payee. */
const scenario = { '113': '.01', '114': '.01', '119': '.01', '027': '.01', '018': '.02', '030': '.01' }

describeTypology(typology, {
  fires: [['a large credit goes on at once, less a cut, to a new payee', scenario, 500]],
  silent: [
    ['a sweep to an account of the same holder', { ...scenario, '114': '.02' }, 0],
    [
      'proceeds of a sale used for the next purchase, through a known counterparty',
      { '113': '.01', '114': '.01', '119': '.01', '027': '.x03', '025': '.01', '018': '.03', '030': '.03' },
      380,
    ],
    ['a trader', { ...scenario, '119': '.03' }, 0],
  ],
})
