import { describeTypology } from '../test/describe-typology.ts'
import typology from './typology.json' with { type: 'json' }

/** Five payments just below the threshold within a week. */
const scenario = { '101': '.05' }

describeTypology(typology, {
  fires: [
    ['five payments just below the threshold within a week', scenario, 520],
    ['four of them, to one creditor account', { '101': '.04', '008': '.03' }, 500],
  ],
  silent: [
    ['one large purchase just below the threshold', { '101': '.02', '048': '.03' }, 120],
    [
      'instalments of a contract whose amount lies below the threshold',
      { '101': '.03', '006': '.03', '008': '.03' },
      430,
    ],
  ],
  alertsAlone: { '101': ['.05'] },
})
