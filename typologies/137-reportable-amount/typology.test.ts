import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** The amount is at the threshold or above it. */
const scenario = { '091': '.03' }

describeTypology(typology, {
  fires: [['the amount is at the threshold or above it', scenario, 500]],
  silent: [
    ['the amount is just below the threshold', { '091': '.02' }, 0],
    ['an ordinary amount', { '091': '.01' }, 0],
  ],
  alertsAlone: { '091': ['.03'] },
})
