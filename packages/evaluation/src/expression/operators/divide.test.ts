import { expect, test } from 'vitest'
import { OperandCountError } from '../operand-count-error.ts'
import { divide } from './divide.ts'

function apply(operands: readonly number[]): number {
  return divide.compile(operands.map((operand) => () => operand))([])
}

test.each<[readonly number[], number]>([
  [[300, 100], 3],
  [[1, -4], -0.25],
  [[1, 0], Number.POSITIVE_INFINITY],
  [[0, 0], Number.NaN],
])('%j gives %d', (operands, expected) => {
  expect(apply(operands)).toBe(expected)
})

test('another number of operands is refused', () => {
  expect(() => apply([])).toThrow(OperandCountError)
  expect(() => apply([1])).toThrow(OperandCountError)
  expect(() => apply([3, 2, 1])).toThrow(OperandCountError)
})
