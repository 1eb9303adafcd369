import { expect, test } from 'vitest'
import { OperandCountError } from '../operand-count-error.ts'
import { negate } from './negate.ts'

function apply(operands: readonly number[]): number {
  return negate.compile(operands.map((operand) => () => operand))([])
}

test.each<[readonly number[], number]>([
  [[300], -300],
  [[-2.5], 2.5],
])('%j gives %d', (operands, expected) => {
  expect(apply(operands)).toBe(expected)
})

test('another number of operands is refused', () => {
  expect(() => apply([])).toThrow(OperandCountError)
  expect(() => apply([1, 2])).toThrow(OperandCountError)
})
