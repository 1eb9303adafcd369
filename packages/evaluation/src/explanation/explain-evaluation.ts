import type { FactDescriptor } from '@pantau/rule-kit'
import { configurationKey } from '../configuration/configuration-key.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import type { RuleRegistry } from '../configuration/rule-registry.ts'
import type { Plan } from '../plan/plan.ts'
import type { EvaluatedPayment } from '../report/evaluated-payment.ts'
import { joinEvaluation } from '../report/join-evaluation.ts'
import type { WeightedResult } from '../report/join-evaluation.ts'
import { explainFacts } from './explain-facts.ts'
import type { EvaluatedEvent } from './explain-facts.ts'
import { explainRule } from './explain-rule.ts'
import { contributed, explainTypology } from './explain-typology.ts'
import type { EvaluationExplanation, RuleExplanation, TypologyExplanation } from './explanation.ts'

export interface ExplanationInput {
  readonly evaluation: EvaluatedPayment
  /** The set that the evaluation was made under. */
  readonly configuration: ConfigurationSet
  /** That set compiled for the message; absent where this build has other rules than it names. */
  readonly plan: Plan | undefined
  /** What was evaluated; absent where it cannot be read. */
  readonly event: EvaluatedEvent | undefined
  readonly registry: RuleRegistry
}

/**
 * Explains an evaluation: every typology with its thresholds and contributions, and every rule that contributed, alone or with others, or closed a gate, with
 * its band and the facts behind it. The same evaluation has the same explanation.
 * @throws IntegrityError when the set is not the one that the evaluation was made under.
 */
export function explainEvaluation(input: ExplanationInput): EvaluationExplanation {
  const { evaluation, configuration, plan, event } = input
  const { tenantId, transactionType, messageId } = evaluation.header
  const joined = joinEvaluation(evaluation, configuration).typologies
  const typologies = joined.map(explainTypology)
  const told = rulesToTell(
    joined.flatMap((typology) => typology.ruleResults),
    typologies,
  )
  const factsMissing =
    event === undefined
      ? 'The accepted event cannot be read'
      : plan === undefined
        ? 'This build does not have all rules of the configuration'
        : undefined
  return {
    evaluationId: evaluation.evaluationId,
    tenantId,
    transactionType,
    messageId,
    status: evaluation.status,
    typologies,
    rules: told.map((rule) => explainWithFacts(rule, input)),
    ...(factsMissing === undefined ? {} : { factsMissing }),
  }
}

/** Each rule once, however many typologies it is in. */
function rulesToTell(
  all: readonly WeightedResult[],
  typologies: readonly TypologyExplanation[],
): readonly WeightedResult[] {
  const named = new Set(
    typologies.flatMap(({ closedGates, jointContributions }) =>
      [...closedGates, ...jointContributions.flatMap(({ rules }) => rules)].map(keyOf),
    ),
  )
  const told = new Map<string, WeightedResult>()
  for (const rule of all) {
    const key = keyOf(rule.result)
    if (!told.has(key) && (contributed(rule) || named.has(key))) {
      told.set(key, rule)
    }
  }
  return [...told.values()]
}

function explainWithFacts(
  { result, configuration }: WeightedResult,
  { plan, event, registry }: ExplanationInput,
): RuleExplanation {
  const explained = explainRule(result, configuration, registry, event?.payment)
  const needed: readonly FactDescriptor[] | undefined = plan?.rules.find(
    (rule) => keyOf(rule) === keyOf(result),
  )?.bound.facts
  return needed === undefined || event === undefined
    ? explained
    : { ...explained, facts: explainFacts(needed, event) }
}

function keyOf({ ruleId, cfg }: { readonly ruleId: string; readonly cfg: string }): string {
  return configurationKey({ id: ruleId, cfg })
}
