import { fitLogOdds } from './fit-log-odds.ts'
import type { LogOdds } from './fit-log-odds.ts'
import { fitPairs } from './fit-pairs.ts'
import type { FittedPairs } from './fit-pairs.ts'
import { mostTelling } from './most-telling.ts'
import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'
import { outcomeLevels } from './outcome-levels.ts'

/** One scale for all: the score of an alert. */
export const ALERT_SCORE = 500

/** Whole weights that are added up, what outcomes of two rules add together, and the score at which the payment is to be stopped. */
export interface Scorecard {
  readonly rules: readonly { readonly rule: string; readonly weights: Readonly<Record<string, number>> }[]
  readonly pairs: readonly ScorecardPair[]
  readonly interdictionScore: number
}

/** Points, whole and perhaps negative, for a payment of which both rules' outcomes weigh at least their cut. */
export interface ScorecardPair {
  readonly first: RuleCut
  readonly second: RuleCut
  readonly points: number
}

export interface RuleCut {
  /** `id cfg`. */
  readonly rule: string
  /** Above 0. */
  readonly weightMin: number
}

/** What is at stake, as log-odds that the outcomes of one rule add: where more is at stake, less has to be known for an alert. */
export interface Stakes {
  /** `id cfg`. */
  readonly rule: string
  readonly logOdds: Readonly<Record<string, number>>
}

export interface ScorecardOptions {
  readonly scenarios: readonly string[]
  /** Rules that the scorecard may use, `id cfg`. */
  readonly candidates: readonly string[]
  readonly rulesMax: number
  /** Pairs of outcomes that count together, besides. */
  readonly pairsMax: number
  readonly stakes?: Stakes
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
 * whose weights round to 0 is left out. Pairs are fitted to what the sum leaves. Pure.
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
  const named = namedLogOdds(matrix, fitted, rules)
  const lowest = named.map(lowestOf)
  const stakes = rules.map((rule, place) => stakesOf(matrix, rule, named[place] ?? [], options.stakes))
  const levels = named.map((outcomes, place) =>
    outcomeLevels(
      outcomes.map((value, index) => (value === undefined ? undefined : value + stakes[place]![index]!)),
    ),
  )
  const pairs = fitPairs(
    { matrix, rows, rules, levels },
    {
      intercept: fitted.intercept,
      logOdds: named.map((outcomes, place) => outcomes.map((value) => value ?? lowest[place]!)),
    },
    options.pairsMax,
  )
  const final = named.map((outcomes, place) =>
    outcomes.map((value, index) =>
      value === undefined ? undefined : value * pairs.scale + stakes[place]![index]!,
    ),
  )
  return toScorecard(matrix, rules, { logOdds: final, intercept: fitted.intercept, pairs }, options)
}

/** Of each rule, the log-odds of its outcomes by their index; undefined for those that never weigh anything. */
function namedLogOdds(
  matrix: OutcomeMatrix,
  { weights }: LogOdds,
  rules: readonly number[],
): readonly (readonly (number | undefined)[])[] {
  return rules.map((rule) =>
    (matrix.outcomes[rule] ?? []).map((outcome, index) =>
      NEVER_WEIGHS.includes(outcome) ? undefined : (weights[rule]?.[index] ?? 0),
    ),
  )
}

/** What is at stake with each outcome of a rule, by its index. */
function stakesOf(
  matrix: OutcomeMatrix,
  rule: number,
  outcomes: readonly (number | undefined)[],
  stakes: Stakes | undefined,
): readonly number[] {
  const isMeant = stakes !== undefined && matrix.rules[rule] === stakes.rule
  return outcomes.map((_, index) =>
    isMeant ? (stakes.logOdds[matrix.outcomes[rule]?.[index] ?? ''] ?? 0) : 0,
  )
}

function lowestOf(logOdds: readonly (number | undefined)[]): number {
  const known = logOdds.filter((value) => value !== undefined)
  return known.length === 0 ? 0 : Math.min(...known)
}

interface Fitted {
  /** By rule and outcome. */
  readonly logOdds: readonly (readonly (number | undefined)[])[]
  readonly intercept: number
  readonly pairs: FittedPairs
}

function toScorecard(
  matrix: OutcomeMatrix,
  rules: readonly number[],
  { logOdds, intercept, pairs }: Fitted,
  options: ScorecardOptions,
): Scorecard {
  const lowest = logOdds.map(lowestOf)
  const base =
    lowest.reduce((sum, least) => sum + least, pairs.scale * intercept + pairs.intercept) -
    Math.log(options.illicitExcess)
  const unit = ALERT_SCORE / (logit(options.alertProbability) - base)
  const weighed = rules.map((rule, place) => ({
    rule: matrix.rules[rule] ?? '',
    weights: Object.fromEntries(
      (matrix.outcomes[rule] ?? []).flatMap((outcome, index) => {
        const value = logOdds[place]?.[index]
        return value === undefined ? [] : [[outcome, Math.round((value - lowest[place]!) * unit)] as const]
      }),
    ),
  }))
  const cutOf = (place: number, level: number): RuleCut => {
    const { levelOf } = pairs.levels[place]!
    const { rule = '', weights = {} } = weighed[place] ?? {}
    const outcomes = (matrix.outcomes[rules[place] ?? 0] ?? []).map((outcome, index) => ({
      weight: weights[outcome] ?? 0,
      isMeant: levelOf[index]! >= level,
    }))
    return {
      rule,
      weightMin: Math.min(...outcomes.flatMap(({ weight, isMeant }) => (isMeant ? [weight] : []))),
    }
  }
  return {
    rules: weighed.filter((rule) => Object.values(rule.weights).some((weight) => weight > 0)),
    pairs: pairs.pairs
      .map(({ pair, logOdds: added }) => ({
        first: cutOf(pair.first, pair.firstLevel),
        second: cutOf(pair.second, pair.secondLevel),
        points: Math.round(added * unit),
      }))
      .filter(({ points }) => points !== 0),
    interdictionScore: Math.round((logit(options.interdictionProbability) - base) * unit),
  }
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability))
}
