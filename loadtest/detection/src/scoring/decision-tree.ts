/** A shallow classification tree over binned features. */
export interface DecisionTree {
  /** The share of illicit examples where an example ends up. */
  predict(example: number): number
}

export interface TreeExamples {
  readonly count: number
  /** One array of bins (0 to 63) per feature. */
  readonly features: readonly Uint8Array[]
  readonly illicit: Uint8Array
}

export const BINS = 64
const LEAF_LEAST = 40

interface Split {
  readonly feature: number
  /** Bins below it go left. */
  readonly bin: number
}
type Node = { readonly share: number } | { readonly split: Split; readonly below: Node; readonly above: Node }

/** Grows a tree by the Gini impurity over the given examples, by greedy search over all features and bins. */
export function growTree(examples: TreeExamples, rows: readonly number[], depth: number): DecisionTree {
  const root = grow(examples, rows, depth)
  return {
    predict(example) {
      let node = root
      while ('split' in node) {
        node = examples.features[node.split.feature]![example]! < node.split.bin ? node.below : node.above
      }
      return node.share
    },
  }
}

function grow(examples: TreeExamples, rows: readonly number[], depth: number): Node {
  const positives = rows.reduce((sum, row) => sum + examples.illicit[row]!, 0)
  const split =
    depth === 0 || positives === 0 || positives === rows.length
      ? undefined
      : bestSplit(examples, rows, positives)
  if (split === undefined) {
    return { share: rows.length === 0 ? 0 : positives / rows.length }
  }
  const bins = examples.features[split.feature]!
  return {
    split,
    below: grow(
      examples,
      rows.filter((row) => bins[row]! < split.bin),
      depth - 1,
    ),
    above: grow(
      examples,
      rows.filter((row) => bins[row]! >= split.bin),
      depth - 1,
    ),
  }
}

function bestSplit(examples: TreeExamples, rows: readonly number[], positives: number): Split | undefined {
  let best: Split | undefined
  let least = impurity(positives, rows.length) - 1e-9
  for (const [feature, bins] of examples.features.entries()) {
    const counts = new Uint32Array(BINS)
    const hits = new Uint32Array(BINS)
    for (const row of rows) {
      counts[bins[row]!]! += 1
      hits[bins[row]!]! += examples.illicit[row]!
    }
    let count = 0
    let hit = 0
    for (let bin = 1; bin < BINS; bin += 1) {
      count += counts[bin - 1]!
      hit += hits[bin - 1]!
      const rest = rows.length - count
      if (count >= LEAF_LEAST && rest >= LEAF_LEAST) {
        const value = impurity(hit, count) + impurity(positives - hit, rest)
        if (value < least) {
          least = value
          best = { feature, bin }
        }
      }
    }
  }
  return best
}

/** Gini impurity times the number of examples. */
function impurity(positives: number, count: number): number {
  return (2 * positives * (count - positives)) / count
}
