import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'
import type { OutcomeLevels } from './outcome-levels.ts'

/** Outcomes of two rules, from a level on each, that count together. Rules are places in the list of rules that take part. */
export interface OutcomePair {
  readonly first: number
  readonly firstLevel: number
  readonly second: number
  readonly secondLevel: number
}

/** The rows and rules of a fit. `levels` is in the order of `rules`, which are indexes into the matrix. */
export interface PairedRows {
  readonly matrix: OutcomeMatrix
  readonly rows: readonly number[]
  readonly rules: readonly number[]
  readonly levels: readonly OutcomeLevels[]
}

/** So many pairs are taken before the rest is fitted anew. */
const PAIRS_PER_ROUND = 6
/** A rule takes part in so many pairs of a round. */
const PAIRS_PER_RULE = 2
/** Expected information that a pair must have, and by which a gain is damped: few rows prove little. */
const INFORMATION_MIN = 5
/** Share of the worlds in which a pair must say the same. */
const WORLD_SHARE_MIN = 0.8
/** A pair that adds must be seen in so many illicit payments of so many scenarios each: it is no mark of one scenario. */
const SCENARIOS_MIN = 3
const ILLICIT_PER_SCENARIO_MIN = 5
/** Candidates of a round that are looked at for their support. */
const CANDIDATES_MAX = 400

/**
 * Finds the pairs of outcomes that a model is most wrong about, by the score test: the square of what is missing over its variance. A pair must
 * have support in several worlds, and where it adds, in several scenarios. Pure.
 * @param expected the model's probability of each row
 */
export function findPairs(
  paired: PairedRows,
  expected: Float64Array,
  taken: readonly OutcomePair[],
): readonly OutcomePair[] {
  const found: OutcomePair[] = []
  for (const { pair } of rankedPairs(paired, expected).slice(0, CANDIDATES_MAX)) {
    const isNear =
      found.some((other) => sameRules(other, pair)) || taken.some((other) => samePair(other, pair))
    const isBusy = [pair.first, pair.second].some(
      (rule) =>
        found.filter(({ first, second }) => first === rule || second === rule).length >= PAIRS_PER_RULE,
    )
    if (!isNear && !isBusy && hasSupport(paired, expected, pair)) {
      found.push(pair)
    }
    if (found.length === PAIRS_PER_ROUND) {
      break
    }
  }
  return found
}

/** Whether a row has both outcomes. */
export function pairMatches(
  { matrix, rules, levels }: PairedRows,
  pair: OutcomePair,
): (row: number) => boolean {
  const width = matrix.rules.length
  const [firstRule = 0, secondRule = 0] = [rules[pair.first], rules[pair.second]]
  const [firstOf, secondOf] = [levels[pair.first]?.levelOf, levels[pair.second]?.levelOf]
  return (row) =>
    (firstOf?.[matrix.cells[row * width + firstRule]!] ?? 0) >= pair.firstLevel &&
    (secondOf?.[matrix.cells[row * width + secondRule]!] ?? 0) >= pair.secondLevel
}

/** All pairs by the gain that the score test promises, the best first. */
function rankedPairs(
  { matrix, rows, rules, levels }: PairedRows,
  expected: Float64Array,
): readonly { readonly pair: OutcomePair; readonly gain: number }[] {
  const width = matrix.rules.length
  const starts = startsOf(levels)
  const size = starts.at(-1) ?? 0
  const residuals = new Float64Array(size * size)
  const information = new Float64Array(size * size)
  const places = new Int32Array(rules.length)
  for (const [position, row] of rows.entries()) {
    const weight = matrix.weight[row]!
    const chance = expected[position]!
    const residual = weight * ((matrix.scenario[row] === LAWFUL ? 0 : 1) - chance)
    const variance = weight * chance * (1 - chance)
    for (let rule = 0; rule < rules.length; rule += 1) {
      places[rule] = starts[rule]! + levels[rule]!.levelOf[matrix.cells[row * width + rules[rule]!]!]!
    }
    for (let first = 0; first < rules.length; first += 1) {
      const from = places[first]! * size
      for (let second = first + 1; second < rules.length; second += 1) {
        residuals[from + places[second]!]! += residual
        information[from + places[second]!]! += variance
      }
    }
  }
  const ranked: { pair: OutcomePair; gain: number }[] = []
  for (let first = 0; first < rules.length; first += 1) {
    for (let second = first + 1; second < rules.length; second += 1) {
      const block = {
        size,
        from: starts[first]! * size + starts[second]!,
        high: levels[first]!.count,
        wide: levels[second]!.count,
      }
      addFromAbove(residuals, block)
      addFromAbove(information, block)
      for (let firstLevel = 1; firstLevel < block.high; firstLevel += 1) {
        for (let secondLevel = 1; secondLevel < block.wide; secondLevel += 1) {
          const at = block.from + firstLevel * size + secondLevel
          if (information[at]! >= INFORMATION_MIN) {
            ranked.push({
              pair: { first, firstLevel, second, secondLevel },
              gain: residuals[at]! ** 2 / (information[at]! + INFORMATION_MIN),
            })
          }
        }
      }
    }
  }
  return ranked.sort((left, right) => right.gain - left.gain)
}

/** Makes the sums of single levels into sums from each level on. */
function addFromAbove(
  sums: Float64Array,
  {
    size,
    from,
    high,
    wide,
  }: { readonly size: number; readonly from: number; readonly high: number; readonly wide: number },
): void {
  for (let first = high - 1; first >= 0; first -= 1) {
    for (let second = wide - 1; second >= 0; second -= 1) {
      const at = from + first * size + second
      const below = first + 1 < high ? sums[at + size]! : 0
      const beside = second + 1 < wide ? sums[at + 1]! : 0
      const both = first + 1 < high && second + 1 < wide ? sums[at + size + 1]! : 0
      sums[at]! += below + beside - both
    }
  }
}

function hasSupport(paired: PairedRows, expected: Float64Array, pair: OutcomePair): boolean {
  const { matrix, rows } = paired
  const matches = pairMatches(paired, pair)
  const byWorld: number[] = []
  const illicit: number[] = []
  let all = 0
  for (const [position, row] of rows.entries()) {
    if (matches(row)) {
      const scenario = matrix.scenario[row]!
      const residual = matrix.weight[row]! * ((scenario === LAWFUL ? 0 : 1) - expected[position]!)
      const world = matrix.world[row]!
      all += residual
      byWorld[world] = (byWorld[world] ?? 0) + residual
      if (scenario !== LAWFUL) {
        illicit[scenario] = (illicit[scenario] ?? 0) + 1
      }
    }
  }
  const worlds = new Set(matrix.world).size
  const agreeing = byWorld.filter((residual) => Math.sign(residual) === Math.sign(all)).length
  const scenarios = illicit.filter((count) => count >= ILLICIT_PER_SCENARIO_MIN).length
  return agreeing >= WORLD_SHARE_MIN * worlds && (all < 0 || scenarios >= SCENARIOS_MIN)
}

function sameRules(left: OutcomePair, right: OutcomePair): boolean {
  return left.first === right.first && left.second === right.second
}

function samePair(left: OutcomePair, right: OutcomePair): boolean {
  return (
    sameRules(left, right) && left.firstLevel === right.firstLevel && left.secondLevel === right.secondLevel
  )
}

/** Where each rule's levels begin among all, and the place after the last. */
function startsOf(levels: readonly OutcomeLevels[]): readonly number[] {
  const starts = [0]
  for (const { count } of levels) {
    starts.push((starts.at(-1) ?? 0) + count)
  }
  return starts
}
