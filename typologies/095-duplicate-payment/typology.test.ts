import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** The same amount, text and payee within a minute. */
const scenario = { '007': '.01', '076': '.01', '006': '.02', '008': '.02' }

describeTypology(typology, {
  fires: [['the same amount, text and payee within a minute', scenario, 620]],
  silent: [
    [
      'two tickets of one price, with different texts',
      { '007': '.03', '076': '.01', '006': '.02', '008': '.02' },
      320,
    ],
    ['instalments on different days', { ...scenario, '076': '.03' }, 0],
    ['the same amount to two payees', { ...scenario, '008': '.01' }, 0],
  ],
})
