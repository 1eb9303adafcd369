import type { Problem } from '@pantau/iso20022'

/** A request that cannot be taken. Answers like a violation of the schema: 400, the first problem, named by its place. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError'
  readonly statusCode = 400
  readonly code = 'FST_ERR_VALIDATION'

  /** @param part which part of the request: `body`, `querystring`, `params` */
  constructor(problem: Problem, part = 'body') {
    super(`${part}${problem.path} ${problem.expected}`)
  }
}
