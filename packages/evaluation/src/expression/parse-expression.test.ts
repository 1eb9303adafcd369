import { describe, expect, test } from 'vitest'
import { EXPRESSION_DEPTH_MAX, EXPRESSION_NODES_MAX, parseExpression } from './parse-expression.ts'

const parse = (expression: readonly unknown[]) => parseExpression(expression, ['vA', 'vB'], '/expression')

test('a sound expression becomes frozen nodes, and names its terms', () => {
  const { node, usedTerms, problems } = parse(['Add', 'vB', 2, '3.5', ['Negate', 'vB']])
  expect(problems).toEqual([])
  expect([...usedTerms]).toEqual([1])
  expect(node).toMatchObject({
    kind: 'operation',
    operator: { name: 'Add' },
    operands: [
      { kind: 'term', index: 1 },
      { kind: 'number', value: 2 },
      { kind: 'number', value: 3.5 },
      { kind: 'operation', operator: { name: 'Negate' } },
    ],
  })
  expect(Object.isFrozen(node)).toBe(true)
  expect(node?.kind === 'operation' && Object.isFrozen(node.operands)).toBe(true)
})

describe('refusals', () => {
  test.each<[string, readonly unknown[], string, string]>([
    ['an empty array', [], '/expression/0', 'nothing is not an operator'],
    ['an operator without operands', ['Add'], '/expression', 'Add takes 1 or more operands, not 0'],
    ['an unknown operator', ['Power', 'vA', 2], '/expression/0', '"Power" is not an operator'],
    ['an operator of another kind', [7, 'vA'], '/expression/0', 'a value of type number is not an operator'],
    ['an inherited name', ['constructor', 'vA'], '/expression/0', '"constructor" is not an operator'],
    ['too many operands', ['Subtract', 1, 2, 3], '/expression', 'Subtract takes exactly 2 operands, not 3'],
    ['too few operands', ['Divide', 'vA'], '/expression', 'Divide takes exactly 2 operands, not 1'],
    ['two operands of one', ['Negate', 1, 2], '/expression', 'Negate takes exactly 1 operand, not 2'],
    ['an unknown term', ['Add', 'vA', 'vC'], '/expression/2', '"vC" is neither a term'],
    ['an empty text', ['Add', ''], '/expression/1', '"" is neither a term'],
    ['a hexadecimal text', ['Add', '0x10'], '/expression/1', '"0x10" is neither a term'],
    ['a text that spells infinity', ['Add', 'Infinity'], '/expression/1', '"Infinity" is neither a term'],
    ['a number that is none', ['Add', Number.NaN], '/expression/1', 'is not a finite number'],
    ['null', ['Add', null], '/expression/1', 'is neither a term, a number nor an array'],
    ['an object', ['Add', { Add: 1 }], '/expression/1', 'is neither a term, a number nor an array'],
    ['a nested empty array', ['Add', 'vA', ['Max', []]], '/expression/2/1/0', 'nothing is not an operator'],
  ])('%s', (_name, expression, path, message) => {
    const { node, problems } = parse(expression)
    expect(node).toBeUndefined()
    expect(problems).toEqual([{ path, message: expect.stringContaining(message) as string }])
  })

  test('all at once, with the terms that were found on the way', () => {
    const { problems, usedTerms } = parse(['Power', 'vX', ['Subtract', 'vA'], true])
    expect(problems.map((problem) => problem.path)).toEqual([
      '/expression/0',
      '/expression/1',
      '/expression/2',
      '/expression/3',
    ])
    expect([...usedTerms]).toEqual([0])
  })

  test('arrays that nest too deep', () => {
    const nested = (depth: number): unknown[] => (depth === 1 ? ['Abs', 'vA'] : ['Abs', nested(depth - 1)])
    expect(parse(nested(EXPRESSION_DEPTH_MAX)).problems).toEqual([])
    expect(parse(nested(EXPRESSION_DEPTH_MAX + 1)).problems).toEqual([
      {
        path: `/expression${'/1'.repeat(EXPRESSION_DEPTH_MAX)}`,
        message: 'is nested deeper than 32 arrays',
      },
    ])
  })

  test('too many operands in all, said once', () => {
    expect(parse(['Add', ...Array<string>(EXPRESSION_NODES_MAX).fill('vA')]).problems).toEqual([])
    expect(parse(['Add', ...Array<string>(EXPRESSION_NODES_MAX + 5).fill('vA')]).problems).toHaveLength(1)
  })
})
