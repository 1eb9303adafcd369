import { StoredEvaluationError } from '../evaluation/stored-evaluation-error.ts'

/** @throws StoredEvaluationError */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    throw new StoredEvaluationError('What is stored of an evaluation is no JSON object')
  }
  return { ...value }
}

/** @throws StoredEvaluationError */
export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new StoredEvaluationError('What is stored of an evaluation is not as it was written')
  }
  return value
}

/** The names of a layout, from its row. @throws StoredEvaluationError */
export function parseNames(text: string): readonly string[] {
  return listOf(JSON.parse(text)).map((name) => {
    if (typeof name !== 'string') {
      throw new StoredEvaluationError('A layout holds something else than names')
    }
    return name
  })
}
