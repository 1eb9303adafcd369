import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** An account that is hours old pays eight accounts for the first time. */
const scenario = { '113': '.01', '114': '.01', '105': '.03', '106': '.04', '115': '.01' }

describeTypology(typology, {
  fires: [['an account that is hours old pays eight accounts for the first time', scenario, 650]],
  silent: [
    ['payroll, supplier runs, pay-outs of a lottery', { ...scenario, '113': '.03' }, 0],
    [
      'a shop that refunds some customers',
      { '113': '.01', '114': '.01', '105': '.02', '106': '.02', '115': '.05', '010': '.02' },
      270,
    ],
  ],
})
