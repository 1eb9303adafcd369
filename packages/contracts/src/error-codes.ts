/**
 * What a caller may do after an error. `never`: the same request will always fail. `later`: the same request may work after the time
 * that Retry-After names. `unknown`: whether it took effect is not known; sending it again is safe, since a message is accepted once.
 */
export type RetryAdvice = 'never' | 'later' | 'unknown'

export interface ErrorCodeEntry {
  readonly httpStatus: number
  /** One sentence, without anything that varies: what varies goes into the `detail` of the problem document. */
  readonly meaning: string
  readonly retry: RetryAdvice
}

/** Every error code that a caller can get, in the `code` of a problem document (RFC 9457). docs/errors.md lists exactly these. */
export const errorCodes = {
  PANTAU_MESSAGE_INVALID: {
    httpStatus: 400,
    meaning: 'The message does not fit its schema, or a value in it cannot be read.',
    retry: 'never',
  },
  PANTAU_MESSAGE_ID_REUSED: {
    httpStatus: 409,
    meaning: 'A message with this identification, type and tenant was accepted before, with another content.',
    retry: 'never',
  },
  PANTAU_MESSAGE_TOO_LARGE: {
    httpStatus: 413,
    meaning: 'The message is larger than the service accepts.',
    retry: 'never',
  },
  PANTAU_INTERNAL: {
    httpStatus: 500,
    meaning: 'The service failed in a way that it did not expect.',
    retry: 'unknown',
  },
  PANTAU_OVERLOADED: {
    httpStatus: 503,
    meaning: 'A bound of the service is reached; nothing was accepted.',
    retry: 'later',
  },
  PANTAU_STOPPING: {
    httpStatus: 503,
    meaning: 'This instance is stopping; nothing was accepted, another instance takes the message.',
    retry: 'later',
  },
  PANTAU_UNAVAILABLE: {
    httpStatus: 503,
    meaning: 'Something that the service depends on, such as its database, cannot be reached.',
    retry: 'unknown',
  },
} as const satisfies Readonly<Record<`PANTAU_${string}`, ErrorCodeEntry>>

export type ErrorCode = keyof typeof errorCodes
