/** What a sweep changes from run to run, with the values that it takes unless others are asked for. */
export const SWEEP_VARIABLES = {
  rules: [1, 33, 110, 330],
  typologies: [1, 28, 112, 280],
  tenants: [1, 10, 100],
  accounts: [1_000, 10_000, 100_000, 1_000_000],
  /** Share of the payments that go to one account. */
  hot: [0, 0.1, 0.5, 1],
  /** Bytes that a credit transfer is longer by. */
  size: [0, 1_000, 4_000, 16_000],
  history: [0, 10_000, 100_000, 1_000_000],
} as const satisfies Readonly<Record<string, readonly number[]>>

export type SweepVariable = keyof typeof SWEEP_VARIABLES

export interface Sweep {
  readonly variable: SweepVariable
  readonly values: readonly number[]
}

export function isSweepVariable(name: string): name is SweepVariable {
  return Object.hasOwn(SWEEP_VARIABLES, name)
}

/** Whether a sweep can set the variable to this value. */
export function isSweepValue(variable: SweepVariable, value: number): boolean {
  switch (variable) {
    case 'hot':
      return value >= 0 && value <= 1
    case 'size':
    case 'history':
      return Number.isSafeInteger(value) && value >= 0
    case 'accounts':
      return Number.isSafeInteger(value) && value >= 2
    case 'tenants':
    case 'rules':
    case 'typologies':
      return Number.isSafeInteger(value) && value >= 1
  }
}
