/** What is stored contradicts itself: a row was changed by hand, or lost. */
export class StoredEvaluationError extends Error {
  override readonly name = 'StoredEvaluationError'
}
