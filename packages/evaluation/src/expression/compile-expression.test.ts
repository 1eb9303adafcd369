import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileExpression } from './compile-expression.ts'
import { parseExpression } from './parse-expression.ts'

const TERMS = ['vA', 'vB', 'vC']

type Json = number | string | readonly [string, ...Json[]]

/** What the expression language says, written down a second time as plainly as possible. */
function interpret(json: Json, weights: readonly number[]): number {
  if (typeof json === 'number') {
    return json
  }
  if (typeof json === 'string') {
    const index = TERMS.indexOf(json)
    return index < 0 ? Number(json) : (weights[index] ?? Number.NaN)
  }
  const [name, ...operands] = json
  const values = operands.map((operand) => interpret(operand, weights))
  const [first = Number.NaN, second = Number.NaN] = values
  switch (name) {
    case 'Add':
      return values.reduce((sum, value) => sum + value)
    case 'Multiply':
      return values.reduce((product, value) => product * value)
    case 'Subtract':
      return first - second
    case 'Divide':
      return first / second
    case 'Max':
      return Math.max(...values)
    case 'Min':
      return Math.min(...values)
    case 'Negate':
      return -first
    case 'Abs':
      return Math.abs(first)
    default:
      throw new Error(`unknown operator ${name}`)
  }
}

function evaluate(expression: readonly unknown[], weights: readonly number[]): number {
  const { node, problems } = parseExpression(expression, TERMS, '')
  expect(problems).toEqual([])
  return compileExpression(node!)(weights)
}

const { array: expressions } = fc.letrec<{ operand: Json; array: readonly [string, ...Json[]] }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...TERMS),
    fc.integer({ min: -500, max: 500 }),
    fc.integer({ min: -500, max: 500 }).map(String),
    tie('array'),
  ),
  array: fc.oneof(
    fc
      .tuple(
        fc.constantFrom('Add', 'Multiply', 'Max', 'Min'),
        fc.array(tie('operand'), { minLength: 1, maxLength: 5 }),
      )
      .map(([name, operands]): [string, ...Json[]] => [name, ...operands]),
    fc
      .tuple(fc.constantFrom('Subtract', 'Divide'), tie('operand'), tie('operand'))
      .map(([name, left, right]): [string, ...Json[]] => [name, left, right]),
    fc
      .tuple(fc.constantFrom('Negate', 'Abs'), tie('operand'))
      .map(([name, operand]): [string, ...Json[]] => [name, operand]),
  ),
}))

test('a compiled expression equals a naive interpreter on random expressions and weights', () => {
  const weights = fc.tuple(fc.integer(), fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constant(0))
  fc.assert(
    fc.property(expressions, weights, (expression, values) => {
      expect(evaluate(expression, values)).toBe(interpret(expression, values))
    }),
    { numRuns: 1000 },
  )
})

test('a score depends on the weights of the call, not on earlier ones', () => {
  const { node } = parseExpression(['Subtract', 'vA', ['Multiply', 2, 'vB']], TERMS, '')
  const score = compileExpression(node!)
  expect(score([10, 3, 0])).toBe(4)
  expect(score([1, 1, 0])).toBe(-1)
})

test('a weight that is missing makes the score no number', () => {
  const { node } = parseExpression(['Add', 'vA', 'vC'], TERMS, '')
  expect(compileExpression(node!)([1, 2])).toBeNaN()
})
