import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf } from './bounds-of.ts'
import { compileExpression } from './compile-expression.ts'
import { parseExpression } from './parse-expression.ts'

const TERMS = ['v0', 'v1', 'v2', 'v3'] as const

const leaf = fc.oneof(
  { arbitrary: fc.constantFrom<string>(...TERMS), weight: 4 },
  { arbitrary: fc.integer({ min: -5, max: 5 }), weight: 1 },
  { arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }), weight: 1 },
)

/** Any expression over the four terms, with every operator. */
const { tree: anyExpression } = fc.letrec<{ tree: unknown }>((tie) => {
  const operand = fc.oneof({ maxDepth: 4, depthIdentifier: 'tree' }, leaf, tie('tree'))
  const several = fc.array(operand, { minLength: 1, maxLength: 4 })
  return {
    tree: fc.oneof(
      fc
        .tuple(fc.constantFrom('Add', 'Multiply', 'Min', 'Max'), several)
        .map(([name, operands]) => [name, ...operands]),
      fc.tuple(fc.constantFrom('Subtract', 'Divide'), operand, operand),
      fc.tuple(fc.constantFrom('Negate', 'Abs'), operand),
    ),
  }
})

/** The weights that each of the four rules can have. */
function weightsOf(weight: fc.Arbitrary<number>) {
  return fc.array(fc.array(weight, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 4 })
}

function rangesOf(weights: readonly (readonly number[])[]) {
  return weights.map((each) => ({ min: Math.min(...each), max: Math.max(...each) }))
}

function nodeOf(expression: unknown) {
  const { node, problems } = parseExpression(Array.isArray(expression) ? expression : [], TERMS, '')
  if (node === undefined) {
    throw new Error(JSON.stringify(problems))
  }
  return node
}

/** Every choice of one weight for each rule. */
function combinations(weights: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return weights.reduce<readonly (readonly number[])[]>(
    (chosen, each) => chosen.flatMap((earlier) => each.map((weight) => [...earlier, weight])),
    [[]],
  )
}

test('the bounds hold every finite score that any combination of weights gives', () => {
  const weight = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  fc.assert(
    fc.property(anyExpression, weightsOf(weight), (expression, weights) => {
      const node = nodeOf(expression)
      const bounds = boundsOf(node, rangesOf(weights))
      const score = compileExpression(node)
      for (const chosen of combinations(weights)) {
        const value = score(chosen)
        if (Number.isFinite(value)) {
          expect(value).toBeGreaterThanOrEqual(bounds.min)
          expect(value).toBeLessThanOrEqual(bounds.max)
        }
      }
    }),
    { numRuns: 1_000 },
  )
})

test('of sums, products and limits of weights that are not negative, the bounds are reached', () => {
  const { tree: rising } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc
      .tuple(
        fc.constantFrom('Add', 'Multiply', 'Min', 'Max'),
        fc.array(
          fc.oneof(
            { maxDepth: 3, depthIdentifier: 'rising' },
            fc.constantFrom<unknown>(...TERMS),
            fc.nat(3),
            tie('tree'),
          ),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
      )
      .map(([name, operands]) => [name, ...operands]),
  }))
  fc.assert(
    fc.property(rising, weightsOf(fc.nat(600)), (expression, weights) => {
      const node = nodeOf(expression)
      const scores = combinations(weights).map(compileExpression(node))
      expect(boundsOf(node, rangesOf(weights))).toEqual({
        min: Math.min(...scores),
        max: Math.max(...scores),
      })
    }),
  )
})

test.each<[unknown, { min: number; max: number }]>([
  [['Multiply', ['Min', 1, 'v0'], ['Add', 'v0', 'v1']], { min: 0, max: 500 }],
  [['Abs', ['Subtract', 'v0', 'v1']], { min: 0, max: 300 }],
  [['Abs', ['Add', 'v1', 50]], { min: 50, max: 350 }],
  [['Abs', ['Negate', ['Add', 'v1', 50]]], { min: 50, max: 350 }],
  [['Divide', 'v1', ['Add', 'v0', 1]], { min: 0, max: 300 }],
  [['Divide', 'v1', 'v0'], { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }],
  [['Multiply', 0, ['Divide', 1, 'v0']], { min: 0, max: 0 }],
])('%j with v0 in 0 to 200 and v1 in 0 to 300', (expression, expected) => {
  const ranges = [
    { min: 0, max: 200 },
    { min: 0, max: 300 },
  ]
  expect(boundsOf(nodeOf(expression), ranges)).toEqual(expected)
})

test('nothing is known of a term without a range', () => {
  expect(boundsOf(nodeOf(['Add', 'v0', 'v1']), [{ min: 0, max: 1 }])).toEqual({
    min: Number.NEGATIVE_INFINITY,
    max: Number.POSITIVE_INFINITY,
  })
})
