import type { Problem } from '@pantau/iso20022'

/** A message that cannot be accepted. Answers like a violation of the schema: 400, the first problem, named by its place. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError'
  readonly statusCode = 400
  readonly code = 'FST_ERR_VALIDATION'

  constructor(problem: Problem) {
    super(`body${problem.path} ${problem.expected}`)
  }
}
