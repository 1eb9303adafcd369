import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** An account that is days old passes on one credit, less a cut. */
const scenario = { '114': '.01', '115': '.02', '027': '.01', '103': '.03' }

describeTypology(typology, {
  fires: [['an account that is days old passes on one credit, less a cut', scenario, 530]],
  silent: [
    ['the same from an account of many years', { ...scenario, '115': '.05' }, 0],
    [
      'somebody who changed banks: salary arrives, rent and bills leave',
      { '114': '.01', '115': '.02', '103': '.03', '027': '.x03', '030': '.01' },
      390,
    ],
    ['a move to an account of the same holder', { ...scenario, '114': '.02' }, 0],
  ],
})
