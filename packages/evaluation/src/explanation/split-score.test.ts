import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileExpression } from '../expression/compile-expression.ts'
import type { ExpressionNode } from '../expression/expression-node.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { closedGates } from './closed-gates.ts'
import { splitScore } from './split-score.ts'

/** Terms a to d score, g and h are gates: their weights are 0 and 1. */
const TERMS = ['a', 'b', 'c', 'd', 'g', 'h']
const SCORING = [-100, 0, 1, 200, 350]
const GATE = [0, 1]
const possibleWeights = TERMS.map((term) => (term === 'g' || term === 'h' ? GATE : SCORING))

function parse(expression: readonly unknown[]): ExpressionNode {
  const { node, problems } = parseExpression(expression, TERMS, '')
  if (node === undefined) {
    throw new Error(JSON.stringify(problems))
  }
  return node
}

const weightsOfAny = fc.tuple(...possibleWeights.map((weights) => fc.constantFrom(...weights)))

/** Whether a term weighs at least so much, or less: 1 or 0. */
const gate = fc.oneof(
  fc.constantFrom('g', 'h'),
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...SCORING), fc.boolean())
    .map(([term, cut, atLeast]) => [
      'Min',
      1,
      ['Max', 0, atLeast ? ['Subtract', term, cut - 1] : ['Subtract', cut, term]],
    ]),
)

/** Anything that is a sum at heart: sums of sums, chosen by minimum and maximum, scaled by gates and numbers. */
const { sum } = fc.letrec<{ sum: unknown; sums: unknown[] }>((tie) => ({
  sums: fc.array(tie('sum'), { minLength: 1, maxLength: 3 }),
  sum: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.integer({ min: -20, max: 20 }),
    tie('sums').map((parts) => ['Add', ...(Array.isArray(parts) ? parts : [])]),
    tie('sums').map((parts) => ['Max', ...(Array.isArray(parts) ? parts : [])]),
    tie('sums').map((parts) => ['Min', ...(Array.isArray(parts) ? parts : [])]),
    fc.tuple(tie('sum'), tie('sum')).map(([left, right]) => ['Subtract', left, right]),
    tie('sum').map((part) => ['Negate', part]),
    tie('sum').map((part) => ['Abs', part]),
    tie('sum').map((part) => ['Divide', part, 4]),
    fc
      .tuple(fc.integer({ min: -50, max: 50 }), fc.array(gate, { minLength: 1, maxLength: 3 }))
      .map(([points, gates]) => ['Multiply', points, ...gates]),
    fc
      .tuple(fc.subarray<unknown>(['g', 'h', ['Min', 1, 'h'], 3]), tie('sums'))
      .map(([factors, parts]) => [
        'Multiply',
        ...factors,
        ['Add', 0, ...(Array.isArray(parts) ? parts : []), 'a', 'b'],
      ]),
  ),
}))

test('what the rules add, with the constant, is the score', () => {
  fc.assert(
    fc.property(sum, weightsOfAny, (expression, weights) => {
      const node = parse(['Add', expression])
      const split = splitScore(node, { weights, possibleWeights })
      expect(split).toBeDefined()
      const added = [
        ...(split?.parts.values() ?? []),
        ...(split?.together.map(({ part }) => part) ?? []),
      ].reduce((total, part) => total + part, split?.constant ?? 0)
      expect(added).toBeCloseTo(compileExpression(node)(weights), 6)
    }),
  )
})

describe('a score', () => {
  const weights = [200, 350, -100, 0, 1, 0]

  test.each<[string, readonly unknown[], number, Record<string, number>]>([
    ['of a sum', ['Add', 'a', 'b', 5], 5, { a: 200, b: 350 }],
    ['of a difference', ['Subtract', 'a', 'c'], 0, { a: 200, c: 100 }],
    ['behind an open gate', ['Multiply', 'g', ['Add', 'a', 'b']], 0, { a: 200, b: 350 }],
    ['behind a closed gate', ['Multiply', 'h', ['Add', 'a', 'b']], 0, { a: 0, b: 0 }],
    [
      'of a rule that gates and scores',
      ['Multiply', ['Min', 1, 'g'], ['Add', 'g', 'a']],
      0,
      { g: 1, a: 200 },
    ],
    ['of the larger', ['Max', 'a', 'b'], 0, { b: 350 }],
    ['that is capped', ['Min', 300, ['Add', 'a', 'b']], 300, {}],
    ['of one gate alone', ['Multiply', 2, 'g'], 0, { g: 2 }],
  ])('%s', (_name, expression, constant, parts) => {
    const split = splitScore(parse(expression), { weights, possibleWeights })
    expect(split?.constant).toBe(constant)
    expect(
      Object.fromEntries([...(split?.parts ?? [])].map(([index, part]) => [TERMS[index], part])),
    ).toEqual(parts)
  })

  test.each<[string, readonly unknown[], number]>([
    [
      'are all there',
      ['Add', 'a', ['Multiply', 40, 'g', ['Min', 1, ['Max', 0, ['Subtract', 'b', 349]]]]],
      40,
    ],
    ['are not', ['Add', 'a', ['Multiply', 40, 'g', ['Min', 1, ['Max', 0, ['Subtract', 'b', 350]]]]], 0],
  ])('of outcomes that add something only together, where they %s', (_name, expression, part) => {
    const split = splitScore(parse(expression), { weights: [200, 350, -100, 0, 1, 0], possibleWeights })
    expect([...(split?.parts ?? [])]).toEqual([[0, 200]])
    expect(split?.together).toEqual([{ ruleIndexes: [4, 1], part }])
  })

  test('of two gates of one rule is that rule alone', () => {
    const between = ['Multiply', 7, ['Min', 1, 'g'], ['Subtract', 1, ['Subtract', 1, 'g']]]
    const split = splitScore(parse(between), { weights, possibleWeights })
    expect(split).toEqual({ constant: 0, parts: new Map([[4, 7]]), together: [] })
  })

  test.each<[string, readonly unknown[]]>([
    ['whose weights multiply each other', ['Multiply', 'a', 'b']],
    ['divided by a weight', ['Add', 1, ['Divide', 'a', 'b']]],
    ['divided by nothing', ['Divide', 'a', 0]],
  ])('%s is no sum', (_name, expression) => {
    expect(splitScore(parse(expression), { weights, possibleWeights })).toBeUndefined()
  })
})

describe('gates', () => {
  test('that are closed are found wherever they are, and the score behind them is told', () => {
    const node = parse(['Add', 'c', ['Multiply', 'g', ['Min', 1, 'h'], ['Add', 'a', 'b']]])
    const { ruleIndexes, opened } = closedGates(node, [200, 350, 7, 0, 0, 0], possibleWeights)
    expect(ruleIndexes.map((index) => TERMS[index])).toEqual(['g', 'h'])
    expect(compileExpression(opened)([200, 350, 7, 0, 0, 0])).toBe(557)
  })

  test('that are open are not, nor is a rule that merely scored nothing', () => {
    const node = parse(['Multiply', 'g', 'h', ['Add', 'a', 'b']])
    const { ruleIndexes, opened } = closedGates(node, [0, 0, 0, 0, 1, 1], possibleWeights)
    expect(ruleIndexes).toEqual([])
    expect(opened).toEqual(node)
  })

  test('in what is added for outcomes together close nothing', () => {
    const node = parse(['Add', 'a', ['Multiply', 40, 'g', 'h'], ['Multiply', 'g', ['Add', 'b', 'c']]])
    const { ruleIndexes, opened } = closedGates(node, [1, 2, 3, 0, 0, 0], possibleWeights)
    expect(ruleIndexes.map((index) => TERMS[index])).toEqual(['g'])
    expect(compileExpression(opened)([1, 2, 3, 0, 0, 0])).toBe(6)
  })

  test('that are all there is are found', () => {
    const { ruleIndexes } = closedGates(parse(['Multiply', 'g', 'h']), [0, 0, 0, 0, 1, 0], possibleWeights)
    expect(ruleIndexes.map((index) => TERMS[index])).toEqual(['h'])
  })

  test('open, the score is never that of fewer rules: with every gate open it is the score that is told', () => {
    const expression = ['Multiply', 'g', ['Min', 1, 'h'], ['Add', 'a', 'b', 'c', 'd']]
    fc.assert(
      fc.property(weightsOfAny, (weights) => {
        const { opened } = closedGates(parse(expression), weights, possibleWeights)
        const open = weights.map((weight, index) => (index > 3 ? 1 : weight))
        expect(compileExpression(opened)(weights)).toBe(compileExpression(parse(expression))(open))
      }),
    )
  })
})
