import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import type { RuleConfiguration } from '../configuration/rule-configuration.ts'
import type { RuleRegistry } from '../configuration/rule-registry.ts'
import { ERROR_OUTCOME } from '../outcome/rule-result.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import { BLOCK_OUTCOME, OVERRIDE_OUTCOME } from '../typology/flow-outcome.ts'
import type { EvaluatedPayment } from './evaluated-payment.ts'
import { joinEvaluation } from './join-evaluation.ts'
import type { ConfiguredResult, WeightedResult } from './join-evaluation.ts'

/**
 * Explains an evaluation to a person, line by line: the decision, each typology's score against its thresholds, and each rule that
 * contributed, with what it measured and the words that the configuration has for that.
 * @throws IntegrityError when the set is not the one that the evaluation was made under.
 */
export function explainEvaluation(
  evaluation: EvaluatedPayment,
  configuration: ConfigurationSet,
  registry: RuleRegistry,
): readonly string[] {
  const { typologies } = joinEvaluation(evaluation, configuration)
  const verdict = evaluation.status === 'ALRT' ? 'to be reviewed' : 'nothing to review'
  return [
    `${evaluation.header.messageId}: ${evaluation.status}, ${verdict}`,
    ...typologies.flatMap((typology) => [
      explainTypology(typology),
      ...typology.ruleResults.filter(contributed).map((rule) => `  ${explainRule(rule, registry)}`),
    ]),
  ]
}

function explainTypology({ result, configuration, ruleResults }: ConfiguredResult): string {
  const { alertThreshold, interdictionThreshold, flowProcessor } = configuration.workflow
  const interdiction =
    interdictionThreshold === undefined ? 'never interdicts' : `interdicts at ${interdictionThreshold}`
  const name = configuration.typology_name ?? configuration.desc ?? result.typologyId
  const flow = ruleResults.find((rule) => rule.result.ruleId === flowProcessor)?.result.outcome
  const facts = [
    `score ${result.score}`,
    `alerts at ${alertThreshold}`,
    interdiction,
    result.review ? 'to be reviewed' : 'not to be reviewed',
    ...(result.interdict ? ['payment to be stopped'] : []),
    ...(flow === BLOCK_OUTCOME ? ['a block is in force'] : []),
    ...(flow === OVERRIDE_OUTCOME ? ['an override is in force'] : []),
    ...(result.reason === undefined ? [] : [result.reason]),
  ]
  return `${name} (${result.cfg}): ${facts.join('; ')}`
}

/** A rule contributed when its outcome weighs something, when it could not tell, or when it steers the flow. */
function contributed({ result, weight }: WeightedResult): boolean {
  return (
    weight !== 0 ||
    result.outcome === ERROR_OUTCOME ||
    result.outcome === BLOCK_OUTCOME ||
    result.outcome === OVERRIDE_OUTCOME
  )
}

function explainRule({ result, weight, configuration }: WeightedResult, registry: RuleRegistry): string {
  const title = registry.find(result.ruleId)?.title ?? configuration?.desc ?? result.ruleId
  const meaning = result.reason ?? meaningOf(result.outcome, configuration?.config)
  const facts = [
    meaning === undefined ? result.outcome : `${result.outcome} ${meaning}`,
    ...(isMeasured(result, configuration) ? [`measured ${result.value}`] : []),
    `weight ${weight}`,
  ]
  return `${title} (${result.ruleId}): ${facts.join('; ')}`
}

/** Cases, fixed outcomes and most exits are based on no number; the 0 in their place would mislead. */
function isMeasured(result: RuleResult, configuration: RuleConfiguration | undefined): boolean {
  const bands = configuration?.config.bands ?? []
  return result.value !== 0 || bands.some((band) => band.subRuleRef === result.outcome)
}

/** The words that the configuration has for an outcome. */
function meaningOf(outcome: string, config: RuleConfiguration['config'] | undefined): string | undefined {
  const texts = [
    ...(config?.exitConditions ?? []),
    ...(config?.bands ?? []),
    ...(config?.cases?.expressions ?? []),
    ...(config?.cases === undefined ? [] : [config.cases.alternative]),
  ]
  return texts.find((text) => text.subRuleRef === outcome)?.reason
}
