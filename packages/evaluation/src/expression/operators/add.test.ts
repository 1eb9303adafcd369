import { expect, test } from 'vitest'
import { OperandCountError } from '../operand-count-error.ts'
import { add } from './add.ts'

function apply(operands: readonly number[]): number {
  return add.compile(operands.map((operand) => () => operand))([])
}

test.each<[readonly number[], number]>([
  [[7], 7],
  [[100, 200], 300],
  [[1, -2, 3.5], 2.5],
  [[0.1, 0.2, 0.3], 0.6000000000000001],
])('%j gives %d', (operands, expected) => {
  expect(apply(operands)).toBe(expected)
})

test('another number of operands is refused', () => {
  expect(() => apply([])).toThrow(OperandCountError)
})
