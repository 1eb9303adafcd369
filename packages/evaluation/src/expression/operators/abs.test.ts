import { expect, test } from 'vitest'
import { OperandCountError } from '../operand-count-error.ts'
import { abs } from './abs.ts'

function apply(operands: readonly number[]): number {
  return abs.compile(operands.map((operand) => () => operand))([])
}

test.each<[readonly number[], number]>([
  [[300], 300],
  [[-2.5], 2.5],
  [[0], 0],
])('%j gives %d', (operands, expected) => {
  expect(apply(operands)).toBe(expected)
})

test('another number of operands is refused', () => {
  expect(() => apply([])).toThrow(OperandCountError)
  expect(() => apply([1, 2])).toThrow(OperandCountError)
})
