import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Money comes round through four or more accounts of one holder. */
const scenario = { '114': '.02', '107': '.02', '083': '.03' }

describeTypology(typology, {
  fires: [['money comes round through four or more accounts of one holder', scenario, 550]],
  silent: [
    ['a monthly saving rule', { '114': '.02', '107': '.x01', '083': '.01', '103': '.03', '027': '.01' }, 250],
    ['accounts of different holders', { ...scenario, '114': '.01' }, 0],
  ],
})
