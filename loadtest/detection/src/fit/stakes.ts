import type { ConfigurationSet } from '@pantau/evaluation'
import type { Stakes } from './scorecard.ts'

/** The rule that measures amounts as shares of the reporting threshold of their currency. */
const SIZE_RULE = { id: '091@1.0.0', cfg: 'pantau-size-1.0.0' }
/** The share at which nothing is added: 300 euros. */
const NEUTRAL_SHARE = 0.03
/** Log-odds for each factor of ten. An expected loss would have 2.3; more than this cost recall on worlds that were held out. */
const LOG_ODDS_PER_DECADE = 0.8
/** The bands without a limit, as a factor of the limit that they have. */
const OPEN_BAND_FACTOR = 2

/** Log-odds by the amount of a payment. @throws TypeError when no configuration measures it */
export function stakesByAmount(configurations: ConfigurationSet['rules']): Stakes {
  const size = configurations.find(({ id, cfg }) => id === SIZE_RULE.id && cfg === SIZE_RULE.cfg)
  if (size === undefined) {
    throw new TypeError(`There is no rule ${SIZE_RULE.id} ${SIZE_RULE.cfg}`)
  }
  const entries = (size.config.bands ?? []).map(({ subRuleRef, lowerLimit, upperLimit }) => {
    const lower = lowerLimit ?? (upperLimit ?? NEUTRAL_SHARE) / OPEN_BAND_FACTOR
    const middle = Math.sqrt(lower * (upperLimit ?? lower * OPEN_BAND_FACTOR ** 2))
    return [subRuleRef, LOG_ODDS_PER_DECADE * Math.log10(middle / NEUTRAL_SHARE)] as const
  })
  return { rule: `${SIZE_RULE.id} ${SIZE_RULE.cfg}`, logOdds: Object.fromEntries(entries) }
}
