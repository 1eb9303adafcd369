import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Ten credits leave again in about the same total, less a cut, to a new payee. */
const scenario = {
  '103': '.03',
  '113': '.01',
  '114': '.01',
  '119': '.01',
  '002': '.03',
  '027': '.02',
  '030': '.01',
}

describeTypology(typology, {
  fires: [['ten credits leave again in about the same total, less a cut, to a new payee', scenario, 600]],
  silent: [
    ['a trader who restocks daily', { ...scenario, '119': '.03' }, 0],
    [
      'salary in and rent out',
      {
        '103': '.02',
        '113': '.01',
        '114': '.01',
        '119': '.01',
        '002': '.01',
        '027': '.x03',
        '030': '.03',
        '048': '.02',
      },
      60,
    ],
    ['an account that keeps most of what it receives', { ...scenario, '103': '.01' }, 0],
  ],
})
