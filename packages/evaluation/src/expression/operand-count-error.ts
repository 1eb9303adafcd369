/** An operator was given a number of operands that it does not take, past the check that refuses such expressions. */
export class OperandCountError extends Error {
  override readonly name = 'OperandCountError'

  constructor(operatorName: string, count: number) {
    super(`${operatorName} cannot take ${count} operands`)
  }
}
