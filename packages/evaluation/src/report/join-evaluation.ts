import { ConfigurationIndex } from '../configuration/configuration-index.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import type { MappedMessage } from '../configuration/network-map.ts'
import type { RuleConfiguration } from '../configuration/rule-configuration.ts'
import type { TypologyConfiguration } from '../configuration/typology-configuration.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import { weightNumber } from '../typology/compile-weights.ts'
import type { TypologyResult } from '../typology/typology-result.ts'
import type { EvaluatedPayment } from './evaluated-payment.ts'

/** A rule result inside a typology, with the weight of its outcome there and the rule's configuration, if the set has one. */
export interface WeightedResult {
  readonly result: RuleResult
  readonly weight: number
  readonly configuration?: RuleConfiguration
}

/** A typology result with its configuration and its rule results, in the configuration's order. */
export interface ConfiguredResult {
  readonly result: TypologyResult
  readonly configuration: TypologyConfiguration
  readonly ruleResults: readonly WeightedResult[]
}

/** A stored evaluation joined with the configuration set that it was made under. */
export interface EvaluationParts {
  readonly message: MappedMessage
  readonly typologies: readonly ConfiguredResult[]
}

/**
 * Joins an evaluation with its configuration set.
 * @throws IntegrityError when the set is not the one that the evaluation was made under.
 */
export function joinEvaluation(evaluation: EvaluatedPayment, set: ConfigurationSet): EvaluationParts {
  const { transactionType } = evaluation.header
  const message = present(
    set.networkMap.messages.find((each) => each.txTp === transactionType),
    transactionType,
  )
  const typologies = new ConfigurationIndex(set.typologies, (each) => each)
  const rules = new ConfigurationIndex(set.rules, (each) => each)
  const results = new ConfigurationIndex(evaluation.ruleResults, ({ ruleId: id, cfg }) => ({ id, cfg }))
  return {
    message,
    typologies: evaluation.typologyResults.map((result) => {
      const configuration = present(typologies.get({ id: result.typologyId, cfg: result.cfg }), result.cfg)
      const ruleResults = configuration.rules.map((rule) => {
        const ruleResult = present(results.get(rule), rule.id)
        const ruleConfiguration = rules.get(rule)
        return {
          result: ruleResult,
          weight: weightOf(rule.wghts, ruleResult.outcome),
          ...(ruleConfiguration === undefined ? {} : { configuration: ruleConfiguration }),
        }
      })
      return { result, configuration, ruleResults }
    }),
  }
}

/** The configured weight of an outcome; 0 where an unused term does not weigh it. */
function weightOf(
  weights: readonly { readonly ref: string; readonly wght: number | string }[],
  outcome: string,
): number {
  const configured = weights.find((weight) => weight.ref === outcome)
  return configured === undefined ? 0 : (weightNumber(configured.wght) ?? 0)
}

function present<T>(part: T | undefined, name: string): T {
  if (part === undefined) {
    throw new IntegrityError(`The evaluation was not made under this configuration set: ${name} is missing`)
  }
  return part
}
