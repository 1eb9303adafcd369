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
