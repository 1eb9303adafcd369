import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** A series below the threshold into an account whose amounts look invented. */
const scenario = { '101': '.05', '063': '.03', '021': '.03' }

describeTypology(typology, {
  fires: [['a series below the threshold into an account whose amounts look invented', scenario, 560]],
  silent: [
    ['a retailer with fixed prices', { '101': '.01', '063': '.03', '021': '.03', '006': '.03' }, 320],
    ['two signals without a third', { '021': '.01', '063': '.01', '101': '.05', '054': '.03' }, 440],
  ],
})
