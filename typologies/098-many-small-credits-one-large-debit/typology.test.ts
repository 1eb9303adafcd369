import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Ten small credits leave as one debit, less a cut. */
const scenario = { '113': '.01', '114': '.01', '119': '.01', '002': '.03', '027': '.02' }

describeTypology(typology, {
  fires: [['ten small credits leave as one debit, less a cut', scenario, 510]],
  silent: [
    ['a trader or landlord with many payers', { ...scenario, '119': '.03' }, 0],
    ['few credits', { ...scenario, '002': '.01' }, 0],
    [
      'a salon owner who pays tax',
      { '113': '.01', '114': '.01', '119': '.01', '002': '.02', '027': '.x03', '103': '.03', '018': '.03' },
      450,
    ],
  ],
})
