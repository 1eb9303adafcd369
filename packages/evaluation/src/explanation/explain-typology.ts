import { compileExpression } from '../expression/compile-expression.ts'
import type { ExpressionNode } from '../expression/expression-node.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { IntegrityError } from '../integrity-error.ts'
import { ERROR_OUTCOME } from '../outcome/rule-result.ts'
import type { ConfiguredResult, WeightedResult } from '../report/join-evaluation.ts'
import { BLOCK_OUTCOME, OVERRIDE_OUTCOME } from '../typology/flow-outcome.ts'
import { weightNumber } from '../typology/compile-weights.ts'
import { closedGates } from './closed-gates.ts'
import type {
  ContributionExplanation,
  GateExplanation,
  JointContributionExplanation,
  ThresholdExplanation,
  TypologyExplanation,
} from './explanation.ts'
import { splitScore } from './split-score.ts'
import type { JointPart } from './split-score.ts'

/**
 * Explains one typology's score: its thresholds, what each rule that contributed added, what some added together, and the gates that closed it.
 * @throws IntegrityError when its expression cannot be read, which an activated configuration excludes
 */
export function explainTypology(typology: ConfiguredResult): TypologyExplanation {
  const { result, configuration, ruleResults } = typology
  const { alertThreshold, interdictionThreshold, flowProcessor } = configuration.workflow
  const node = expressionOf(typology)
  const weights = ruleResults.map((rule) => rule.weight)
  const possibleWeights = configuration.rules.map((rule) =>
    rule.wghts.map(({ wght }) => weightNumber(wght) ?? 0),
  )
  const split = splitScore(node, { weights, possibleWeights })
  const gates = closedGates(node, weights, possibleWeights)
  const scoreWithoutGates = compileExpression(gates.opened)(weights) + 0
  const flow = ruleResults.find((rule) => rule.result.ruleId === flowProcessor)?.result.outcome
  return {
    typologyId: result.typologyId,
    cfg: result.cfg,
    name: configuration.typology_name ?? configuration.desc ?? result.typologyId,
    score: result.score,
    review: result.review,
    interdict: result.interdict,
    alert: explainThreshold(alertThreshold, result.score),
    ...(interdictionThreshold === undefined
      ? {}
      : { interdiction: explainThreshold(interdictionThreshold, result.score) }),
    ...(flow === BLOCK_OUTCOME || flow === OVERRIDE_OUTCOME ? { flow } : {}),
    ...(result.reason === undefined ? {} : { reason: result.reason }),
    contributions: contributionsOf(ruleResults, split?.parts),
    jointContributions: jointContributionsOf(ruleResults, split?.together ?? []),
    ...(split === undefined ? {} : { constant: split.constant }),
    closedGates: gates.ruleIndexes.flatMap((index) => gateOf(ruleResults[index])),
    ...(gates.ruleIndexes.length > 0 && Number.isFinite(scoreWithoutGates) ? { scoreWithoutGates } : {}),
  }
}

/** A rule contributed when its outcome weighs something, when it could not tell, or when it steers the flow. */
export function contributed({ result, weight }: WeightedResult): boolean {
  return weight !== 0 || [ERROR_OUTCOME, BLOCK_OUTCOME, OVERRIDE_OUTCOME].includes(result.outcome)
}

function contributionsOf(
  ruleResults: readonly WeightedResult[],
  parts: ReadonlyMap<number, number> | undefined,
): readonly ContributionExplanation[] {
  return ruleResults
    .flatMap((rule, index): readonly ContributionExplanation[] => {
      const { ruleId, cfg, outcome } = rule.result
      const contribution = parts === undefined ? undefined : (parts.get(index) ?? 0)
      return contributed(rule)
        ? [
            {
              ruleId,
              cfg,
              outcome,
              weight: rule.weight,
              ...(contribution === undefined ? {} : { contribution }),
            },
          ]
        : []
    })
    .toSorted((left, right) => force(right) - force(left) || Math.abs(right.weight) - Math.abs(left.weight))
}

/** The same rules in several products are told once, with their sum. */
function jointContributionsOf(
  ruleResults: readonly WeightedResult[],
  together: readonly JointPart[],
): readonly JointContributionExplanation[] {
  const byRules = new Map<string, JointPart>()
  for (const { ruleIndexes, part } of together) {
    const key = ruleIndexes.toSorted((left, right) => left - right).join()
    const known = byRules.get(key)
    byRules.set(key, { ruleIndexes: known?.ruleIndexes ?? ruleIndexes, part: (known?.part ?? 0) + part })
  }
  return [...byRules.values()]
    .filter(({ part }) => part !== 0)
    .map(({ ruleIndexes, part }) => ({
      rules: ruleIndexes.flatMap((index) => gateOf(ruleResults[index])),
      contribution: part,
    }))
    .toSorted((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution))
}

function force({ contribution, weight }: ContributionExplanation): number {
  return Math.abs(contribution ?? weight)
}

function gateOf(rule: WeightedResult | undefined): readonly GateExplanation[] {
  return rule === undefined
    ? []
    : [{ ruleId: rule.result.ruleId, cfg: rule.result.cfg, outcome: rule.result.outcome }]
}

function explainThreshold(threshold: number, score: number): ThresholdExplanation {
  return { threshold, reached: score >= threshold, distance: Math.abs(threshold - score) }
}

function expressionOf({ configuration }: ConfiguredResult): ExpressionNode {
  const { node } = parseExpression(
    configuration.expression,
    configuration.rules.map((rule) => rule.termId),
    '/expression',
  )
  if (node === undefined) {
    throw new IntegrityError(`The expression of the typology ${configuration.cfg} cannot be read`)
  }
  return node
}
