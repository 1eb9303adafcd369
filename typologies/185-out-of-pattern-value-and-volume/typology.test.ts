import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** More and larger payments than ever before. */
const scenario = { '114': '.01', '048': '.03', '018': '.03', '010': '.03', '109': '.02' }

describeTypology(typology, {
  fires: [['more and larger payments than ever before', scenario, 560]],
  silent: [
    [
      'one planned large payment',
      { '114': '.01', '048': '.03', '018': '.03', '010': '.01', '109': '.01', '030': '.01' },
      380,
    ],
    [
      'a season: December, Eid, the start of school',
      { '114': '.01', '048': '.02', '018': '.01', '010': '.03', '109': '.02' },
      310,
    ],
    ['an account of the same holder', { ...scenario, '114': '.02' }, 0],
  ],
})
