import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** A young account passes on one credit to a new payee, less a cut. */
const scenario = {
  '113': '.01',
  '114': '.01',
  '119': '.01',
  '027': '.01',
  '115': '.02',
  '103': '.03',
  '030': '.01',
}

describeTypology(typology, {
  fires: [['a young account passes on one credit to a new payee, less a cut', scenario, 560]],
  silent: [
    [
      'salary passed to the account of a spouse',
      {
        '113': '.01',
        '114': '.01',
        '119': '.01',
        '027': '.x03',
        '115': '.05',
        '103': '.03',
        '030': '.03',
        '025': '.01',
      },
      200,
    ],
    ['a treasurer who pays out', { ...scenario, '119': '.03' }, 0],
    ['money that the holder moves to an own account', { ...scenario, '114': '.02' }, 0],
  ],
})
