import { compileExpression } from '../expression/compile-expression.ts'
import type { ExpressionNode } from '../expression/expression-node.ts'
import { termsOf } from '../expression/terms-of.ts'
import { isGate } from './closed-gates.ts'

/** A score as a sum: `constant`, what each term of the typology adds, by the index of its rule, and what several add only together. */
export interface SplitScore {
  readonly constant: number
  readonly parts: ReadonlyMap<number, number>
  readonly together: readonly JointPart[]
}

/** What several rules add because each of them opens its gate: 0 as soon as one of them does not. */
export interface JointPart {
  readonly ruleIndexes: readonly number[]
  readonly part: number
}

/** What a score is split under: the weights at hand, and every weight that each rule can have. */
export interface WeightsAtHand {
  /** In the order of the typology's rules. */
  readonly weights: readonly number[]
  readonly possibleWeights: readonly (readonly number[])[]
}

type Operation = Extract<ExpressionNode, { kind: 'operation' }>

/**
 * Splits a score into what each rule adds to it. Gates and numbers that a sum is multiplied with scale its parts; of a minimum or maximum
 * the operand counts that was taken. A product of gates alone belongs to their rules together. `undefined` where weights multiply or divide each other, which no sum can tell.
 */
export function splitScore(node: ExpressionNode, at: WeightsAtHand): SplitScore | undefined {
  switch (node.kind) {
    case 'number':
      return { constant: node.value, parts: new Map(), together: [] }
    case 'term': {
      const weight = at.weights[node.index]
      return weight === undefined
        ? undefined
        : { constant: 0, parts: new Map([[node.index, weight]]), together: [] }
    }
    case 'operation':
      return splitOperation(node, at)
  }
}

function splitOperation(node: Operation, at: WeightsAtHand): SplitScore | undefined {
  const { operator, operands } = node
  const [first, second] = operands
  switch (operator.name) {
    case 'Add':
      return sumOf(operands.map((operand) => splitScore(operand, at)))
    case 'Subtract':
      return sumOf(operands.map((operand, index) => scaled(splitScore(operand, at), index === 0 ? 1 : -1)))
    case 'Negate':
      return first === undefined ? undefined : scaled(splitScore(first, at), -1)
    case 'Abs':
      return first === undefined ? undefined : scaled(splitScore(first, at), valueOf(first, at) < 0 ? -1 : 1)
    case 'Max':
    case 'Min': {
      const taken = operands.find((operand) => valueOf(operand, at) === valueOf(node, at))
      return taken === undefined ? undefined : splitScore(taken, at)
    }
    case 'Multiply':
      return splitProduct(operands, at)
    case 'Divide':
      return first === undefined || second === undefined || termsOf(second).size > 0
        ? undefined
        : scaled(splitScore(first, at), 1 / valueOf(second, at))
    default:
      return undefined
  }
}

/** One operand is split, all others scale it: they are numbers, or gates. Where all are gates, none of them is scaled by the others. */
function splitProduct(operands: readonly ExpressionNode[], at: WeightsAtHand): SplitScore | undefined {
  const withTerms = operands.filter((operand) => termsOf(operand).size > 0)
  const scored =
    withTerms.length > 1 ? withTerms.filter((operand) => !isGate(operand, at.possibleWeights)) : withTerms
  const [only] = scored
  if (withTerms.length === 0) {
    return { constant: productOf(operands, at), parts: new Map(), together: [] }
  }
  if (scored.length === 0) {
    const ruleIndexes = [...new Set(withTerms.flatMap((operand) => [...termsOf(operand)]))]
    return jointly(ruleIndexes, productOf(operands, at))
  }
  return only === undefined || scored.length > 1
    ? undefined
    : scaled(
        splitScore(only, at),
        productOf(
          operands.filter((operand) => operand !== only),
          at,
        ),
      )
}

/** Two gates of one rule are one rule's. */
function jointly(ruleIndexes: readonly number[], part: number): SplitScore {
  const [only, ...others] = ruleIndexes
  return only !== undefined && others.length === 0
    ? { constant: 0, parts: new Map([[only, part]]), together: [] }
    : { constant: 0, parts: new Map(), together: [{ ruleIndexes, part }] }
}

function productOf(operands: readonly ExpressionNode[], at: WeightsAtHand): number {
  return operands.reduce((product, operand) => product * valueOf(operand, at), 1)
}

function valueOf(node: ExpressionNode, { weights }: WeightsAtHand): number {
  return compileExpression(node)(weights)
}

function sumOf(splits: readonly (SplitScore | undefined)[]): SplitScore | undefined {
  let constant = 0
  const parts = new Map<number, number>()
  const together: JointPart[] = []
  for (const split of splits) {
    if (split === undefined) {
      return undefined
    }
    constant += split.constant
    for (const [index, part] of split.parts) {
      parts.set(index, (parts.get(index) ?? 0) + part)
    }
    together.push(...split.together)
  }
  return { constant, parts, together }
}

/** Adding 0 turns -0 into 0, which JSON would. */
function scaled(split: SplitScore | undefined, factor: number): SplitScore | undefined {
  return split === undefined || !Number.isFinite(factor)
    ? undefined
    : {
        constant: split.constant * factor + 0,
        parts: new Map([...split.parts].map(([index, part]) => [index, part * factor + 0])),
        together: split.together.map(({ ruleIndexes, part }) => ({ ruleIndexes, part: part * factor + 0 })),
      }
}
