import { expect, test } from 'vitest'
import { OperandCountError } from '../operand-count-error.ts'
import { multiply } from './multiply.ts'

function apply(operands: readonly number[]): number {
  return multiply.compile(operands.map((operand) => () => operand))([])
}

test.each<[readonly number[], number]>([
  [[7], 7],
  [[2, 3], 6],
  [[2, -3, 0.5], -3],
  [[5, 0, 9], 0],
])('%j gives %d', (operands, expected) => {
  expect(apply(operands)).toBe(expected)
})

test('another number of operands is refused', () => {
  expect(() => apply([])).toThrow(OperandCountError)
})
