import { measuredInWords } from '@pantau/rule-kit'
import type { Payment, ValueUnit } from '@pantau/rule-kit'
import type { Band, RuleConfiguration } from '../configuration/rule-configuration.ts'
import type { RuleRegistry } from '../configuration/rule-registry.ts'
import { ERROR_OUTCOME } from '../outcome/rule-result.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import type { BandExplanation, RuleExplanation } from './explanation.ts'
import { nearBands } from './near-bands.ts'

type Basis = Pick<RuleExplanation, 'basis' | 'reason' | 'measured' | 'band' | 'otherBands'>

/** What one rule said, and what it would have said of other values; without its facts. */
export function explainRule(
  result: RuleResult,
  configuration: RuleConfiguration | undefined,
  registry: RuleRegistry,
  payment: Payment | undefined,
): RuleExplanation {
  const { ruleId, cfg, outcome } = result
  const rule = registry.find(ruleId)
  return {
    ruleId,
    cfg,
    title: rule?.title ?? configuration?.desc ?? ruleId,
    outcome,
    ...basisOf(result, configuration?.config, rule?.valueUnit, payment),
  }
}

function basisOf(
  { outcome, value, reason }: RuleResult,
  config: RuleConfiguration['config'] | undefined,
  unit: ValueUnit | undefined,
  payment: Payment | undefined,
): Basis {
  const say = (number: number): string => measuredInWords(number, unit, payment)
  const measured = { value, ...(unit === undefined ? {} : { unit }), inWords: say(value) }
  // Cases, fixed outcomes and most exits are based on no number; the 0 in their place would mislead.
  const ifMeasured = value === 0 ? {} : { measured }
  if (outcome === ERROR_OUTCOME) {
    return { basis: 'error', ...(reason === undefined ? {} : { reason }) }
  }
  const bands = config?.bands ?? []
  const bandIndex = bands.findIndex((band) => band.subRuleRef === outcome)
  const band = bands[bandIndex]
  if (band !== undefined) {
    return {
      basis: 'band',
      reason: band.reason,
      measured,
      band: explainBand(band, say),
      otherBands: nearBands(bands, bandIndex, value, say),
    }
  }
  const found = config?.cases?.expressions.find((each) => each.subRuleRef === outcome)
  const chosen = found ?? [config?.cases?.alternative].find((each) => each?.subRuleRef === outcome)
  if (chosen !== undefined) {
    return { basis: 'case', reason: chosen.reason, ...ifMeasured }
  }
  const exit = config?.exitConditions?.find((each) => each.subRuleRef === outcome)
  if (exit !== undefined || outcome.startsWith(EXIT_PREFIX)) {
    return { basis: 'exit', ...(exit === undefined ? {} : { reason: exit.reason }), ...ifMeasured }
  }
  return { basis: 'fixed', ...ifMeasured }
}

/** How exits are named; one that the configuration leaves out is known by it. */
const EXIT_PREFIX = '.x'

function explainBand(band: Band, say: (value: number) => string): BandExplanation {
  const { lowerLimit, upperLimit } = band
  const limits = {
    ...(lowerLimit === undefined ? {} : { lowerLimit }),
    ...(upperLimit === undefined ? {} : { upperLimit }),
  }
  if (lowerLimit === undefined) {
    return { ...limits, inWords: upperLimit === undefined ? 'any value' : `below ${say(upperLimit)}` }
  }
  return {
    ...limits,
    inWords: `${say(lowerLimit)} or more${upperLimit === undefined ? '' : `, and below ${say(upperLimit)}`}`,
  }
}
