import { expect, test } from 'vitest'
import { OperandCountError } from '../operand-count-error.ts'
import { min } from './min.ts'

function apply(operands: readonly number[]): number {
  return min.compile(operands.map((operand) => () => operand))([])
}

test.each<[readonly number[], number]>([
  [[-7], -7],
  [[100, 200], 100],
  [[3, 9, 4, -1], -1],
  [[1, Number.NaN, 2], Number.NaN],
])('%j gives %d', (operands, expected) => {
  expect(apply(operands)).toBe(expected)
})

test('another number of operands is refused', () => {
  expect(() => apply([])).toThrow(OperandCountError)
})
