import { expect, test } from 'vitest'
import { OperandCountError } from '../operand-count-error.ts'
import { subtract } from './subtract.ts'

function apply(operands: readonly number[]): number {
  return subtract.compile(operands.map((operand) => () => operand))([])
}

test.each<[readonly number[], number]>([
  [[300, 100], 200],
  [[1, 2], -1],
])('%j gives %d', (operands, expected) => {
  expect(apply(operands)).toBe(expected)
})

test('another number of operands is refused', () => {
  expect(() => apply([])).toThrow(OperandCountError)
  expect(() => apply([1])).toThrow(OperandCountError)
  expect(() => apply([3, 2, 1])).toThrow(OperandCountError)
})
