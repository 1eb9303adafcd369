import { BenchOptionsError } from './bench-options-error.ts'

export function choice<T extends string>(
  name: string,
  text: string | undefined,
  choices: readonly T[],
  fallback: T,
): T {
  const chosen = text === undefined ? fallback : choices.find((value) => value === text)
  if (chosen === undefined) {
    throw new BenchOptionsError(`--${name} must be one of ${choices.join(', ')}, not '${text}'`)
  }
  return chosen
}

export function positive(name: string, text: string | undefined, fallback: number): number {
  const value = notNegative(name, text, fallback)
  if (value === 0) {
    throw new BenchOptionsError(`--${name} must be more than 0`)
  }
  return value
}

export function share(name: string, text: string | undefined, fallback: number): number {
  const value = notNegative(name, text, fallback)
  if (value > 1) {
    throw new BenchOptionsError(`--${name} must be 0 to 1, not '${text}'`)
  }
  return value
}

export function whole(name: string, text: string | undefined, fallback: number): number {
  const value = notNegative(name, text, fallback)
  if (!Number.isSafeInteger(value)) {
    throw new BenchOptionsError(`--${name} must be a whole number, not '${text}'`)
  }
  return value
}

export function wholePositive(name: string, text: string | undefined, fallback: number): number {
  const value = whole(name, text, fallback)
  return value === 0 ? positive(name, text, fallback) : value
}

export function notNegative(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text)
  if (text?.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new BenchOptionsError(`--${name} must be a number, not '${text}'`)
  }
  return value
}
