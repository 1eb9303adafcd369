/** A sum that is there already, and what is added to it where pairs match: `scale · sum + intercept + logOdds of each pair`. */
export interface PairLogOdds {
  readonly scale: number
  readonly intercept: number
  readonly logOdds: readonly number[]
}

export interface PairRows {
  /** Log-odds of each row without the pairs, how much it counts, and whether it is what is looked for. */
  readonly sums: Float64Array
  readonly weights: Float64Array
  readonly targets: Float64Array
  /** Of each pair, the rows that it matches. */
  readonly matching: readonly Int32Array[]
}

/** L2, on the pairs only. */
const PENALTY = 7
const STEPS_MAX = 25
const SMALL_STEP = 1e-6

/** Logistic regression with few features by Newton's method. Deterministic. */
export function fitPairLogOdds({ sums, weights, targets, matching }: PairRows): PairLogOdds {
  const size = matching.length + 2
  const values = new Float64Array(size)
  values[0] = 1
  const pairsOf = pairsByRow(sums.length, matching)
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const slope = new Float64Array(size)
    const curve = new Float64Array(size * size)
    for (let pair = 2; pair < size; pair += 1) {
      slope[pair] = -PENALTY * values[pair]!
      curve[pair * size + pair] = PENALTY
    }
    for (let row = 0; row < sums.length; row += 1) {
      const features = [sums[row]!, 1]
      const places = [0, 1]
      let sum = (values[0] ?? 1) * sums[row]! + (values[1] ?? 0)
      for (const pair of pairsOf[row] ?? []) {
        sum += values[pair + 2]!
        places.push(pair + 2)
        features.push(1)
      }
      const chance = 1 / (1 + Math.exp(-sum))
      const residual = weights[row]! * (targets[row]! - chance)
      const variance = weights[row]! * chance * (1 - chance)
      for (let left = 0; left < places.length; left += 1) {
        slope[places[left]!]! += residual * features[left]!
        for (let right = 0; right < places.length; right += 1) {
          curve[places[left]! * size + places[right]!]! += variance * features[left]! * features[right]!
        }
      }
    }
    const change = solve(curve, slope)
    for (let index = 0; index < size; index += 1) {
      values[index]! += change[index]!
    }
    if (change.every((each) => Math.abs(each) < SMALL_STEP)) {
      break
    }
  }
  const [scale = 1, intercept = 0, ...logOdds] = values
  return { scale, intercept, logOdds }
}

function pairsByRow(
  rows: number,
  matching: readonly Int32Array[],
): readonly (readonly number[] | undefined)[] {
  const byRow: (number[] | undefined)[] = Array.from({ length: rows })
  for (const [pair, matched] of matching.entries()) {
    for (const row of matched) {
      const known = byRow[row]
      if (known === undefined) {
        byRow[row] = [pair]
      } else {
        known.push(pair)
      }
    }
  }
  return byRow
}

/** Solves a symmetric, positive definite system by Cholesky's method. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const lower = new Float64Array(size * size)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column]!
      for (let index = 0; index < column; index += 1) {
        sum -= lower[row * size + index]! * lower[column * size + index]!
      }
      lower[row * size + column] = row === column ? Math.sqrt(sum) : sum / lower[column * size + column]!
    }
  }
  const solution = Float64Array.from(right)
  for (let row = 0; row < size; row += 1) {
    for (let index = 0; index < row; index += 1) {
      solution[row]! -= lower[row * size + index]! * solution[index]!
    }
    solution[row]! /= lower[row * size + row]!
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let index = row + 1; index < size; index += 1) {
      solution[row]! -= lower[index * size + row]! * solution[index]!
    }
    solution[row]! /= lower[row * size + row]!
  }
  return solution
}
