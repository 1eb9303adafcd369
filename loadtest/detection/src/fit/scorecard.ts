import { fitLogOdds } from './fit-log-odds.ts'
import type { LogOdds } from './fit-log-odds.ts'
import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'

/** One scale for all: the score of an alert. */
export const ALERT_SCORE = 500

/** Whole weights that are added up, and the scores at which the payment is illicit with the given probabilities. */
export interface Scorecard {
  readonly rules: readonly { readonly rule: string; readonly weights: Readonly<Record<string, number>> }[]
  readonly interdictionScore: number
}

export interface ScorecardOptions {
  readonly scenarios: readonly string[]
  /** Rules that the scorecard may use, `id cfg`. */
  readonly candidates: readonly string[]
  readonly rulesMax: number
  /** Probability, at the true share of illicit payments, from which a payment alerts, and is to be stopped. */
  readonly alertProbability: number
  readonly interdictionProbability: number
  /** Illicit rows stand for this many times more illicit payments than there really are. */
  readonly illicitExcess: number
}

const FIRST_ITERATIONS = 80
const LAST_ITERATIONS = 200
/**
 * Outcomes that never weigh anything: the rule could not tell, or no money moved. Other exits say something of the payment, such as a creditor
 * without a date of birth, which is a firm: without their log-odds, they would count like the outcome that speaks most against.
 */
const NEVER_WEIGHS: readonly string[] = ['', '.err', '.x00']

/**
 * Fits a scorecard that finds the payments of some scenarios among lawful ones. Log-odds are made into whole weights that are not negative:
 * of each rule, the outcome that speaks most against weighs 0, and what that takes from the sum is taken from the threshold. A rule all of
 * whose weights round to 0 is left out. Pure.
 */
export function fitScorecard(matrix: OutcomeMatrix, options: ScorecardOptions): Scorecard {
  const wanted = new Set(options.scenarios.map((name) => matrix.scenarios.indexOf(name)))
  const rows = Array.from({ length: matrix.count }, (_, row) => row).filter((row) => {
    const scenario = matrix.scenario[row] ?? LAWFUL
    return scenario === LAWFUL || wanted.has(scenario)
  })
  const isTarget = (row: number): boolean => matrix.scenario[row] !== LAWFUL
  const candidates = options.candidates.map((rule) => matrix.rules.indexOf(rule)).filter((rule) => rule >= 0)
  const broad = fitLogOdds(matrix, { rules: candidates, rows, isTarget, iterations: FIRST_ITERATIONS })
  const rules = mostTelling(matrix, broad, candidates, rows, isTarget).slice(0, options.rulesMax)
  const fitted = fitLogOdds(matrix, { rules, rows, isTarget, iterations: LAST_ITERATIONS })
  return toScorecard(matrix, fitted, rules, options)
}

/** Rules by how far apart their average contributions to illicit and to lawful payments are. */
function mostTelling(
  matrix: OutcomeMatrix,
  { weights }: LogOdds,
  candidates: readonly number[],
  rows: readonly number[],
  isTarget: (row: number) => boolean,
): readonly number[] {
  const width = matrix.rules.length
  const gaps = candidates.map((rule) => {
    const sums = [0, 0]
    const counts = [0, 0]
    for (const row of rows) {
      const side = isTarget(row) ? 1 : 0
      const weight = matrix.weight[row] ?? 0
      sums[side]! += weight * (weights[rule]?.[matrix.cells[row * width + rule] ?? 0] ?? 0)
      counts[side]! += weight
    }
    return { rule, gap: Math.abs(sums[1]! / Math.max(1, counts[1]!) - sums[0]! / Math.max(1, counts[0]!)) }
  })
  return gaps.sort((left, right) => right.gap - left.gap).map(({ rule }) => rule)
}

function toScorecard(
  matrix: OutcomeMatrix,
  { weights, intercept }: LogOdds,
  rules: readonly number[],
  options: ScorecardOptions,
): Scorecard {
  const named = rules.map((rule) =>
    (matrix.outcomes[rule] ?? []).flatMap((outcome, index) =>
      NEVER_WEIGHS.includes(outcome) ? [] : [{ outcome, logOdds: weights[rule]?.[index] ?? 0 }],
    ),
  )
  const lowest = named.map((outcomes) =>
    outcomes.length === 0 ? 0 : Math.min(...outcomes.map(({ logOdds }) => logOdds)),
  )
  const base = intercept - Math.log(options.illicitExcess) + lowest.reduce((sum, least) => sum + least, 0)
  const unit = ALERT_SCORE / (logit(options.alertProbability) - base)
  const weighed = rules.map((rule, position) => ({
    rule: matrix.rules[rule] ?? '',
    weights: Object.fromEntries(
      (named[position] ?? []).map(({ outcome, logOdds }) => [
        outcome,
        Math.round((logOdds - (lowest[position] ?? 0)) * unit),
      ]),
    ),
  }))
  return {
    rules: weighed.filter((rule) => Object.values(rule.weights).some((weight) => weight > 0)),
    interdictionScore: Math.round((logit(options.interdictionProbability) - base) * unit),
  }
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability))
}
