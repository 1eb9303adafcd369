/**
 * What a caller may do after an error. `never`: the same request will always fail. `later`: the same request may work after the time
 * that Retry-After names. `unknown`: whether it took effect is not known; sending it again is safe, since a message is accepted once.
 */
export type RetryAdvice = 'never' | 'later' | 'unknown'

export interface ErrorCodeEntry {
  readonly httpStatus: number
  /** One sentence, without anything that varies: what varies is in the `message` of the answer. */
  readonly meaning: string
  readonly retry: RetryAdvice
}

/**
 * Every `code` that an answer of the HTTP interface can carry; docs/errors.md lists exactly these. The codes that begin with `FST_` are
 * part of the interface that clients already know.
 */
export const errorCodes = {
  FST_ERR_VALIDATION: {
    httpStatus: 400,
    meaning: 'The message breaks its schema, or a value in it cannot be read; the answer names the place.',
    retry: 'never',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    httpStatus: 400,
    meaning: 'The body is not JSON.',
    retry: 'never',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    httpStatus: 400,
    meaning: 'The body is empty although its media type is JSON.',
    retry: 'never',
  },
  PANTAU_MESSAGE_ID_REUSED: {
    httpStatus: 409,
    meaning: 'A message with this identification, type and tenant was accepted before, with another content.',
    retry: 'never',
  },
  PANTAU_CONFIGURATION_EXISTS: {
    httpStatus: 409,
    meaning: 'A configuration with this key exists already; replace it, or choose another key.',
    retry: 'never',
  },
  PANTAU_ANOTHER_MAP_ACTIVE: {
    httpStatus: 409,
    meaning: 'Another network map is active; activate this one instead of saving it as active.',
    retry: 'never',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    httpStatus: 413,
    meaning: 'The body is larger than the service accepts.',
    retry: 'never',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    httpStatus: 415,
    meaning: 'The media type is not supported.',
    retry: 'never',
  },
  PANTAU_RATE_LIMITED: {
    httpStatus: 429,
    meaning: 'The tenant sends more messages a second than it may; nothing was accepted.',
    retry: 'later',
  },
  PANTAU_INTERNAL: {
    httpStatus: 500,
    meaning:
      'The service failed in a way that it did not expect; the answer carries a correlation id that its log carries too.',
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
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>

export type ErrorCode = keyof typeof errorCodes
