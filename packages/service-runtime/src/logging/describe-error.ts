const CAUSE_DEPTH_MAX = 5

/** An error as it is logged: no other properties, since drivers hang row values and whole requests on their errors. */
export interface DescribedError {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: DescribedError
  readonly errors?: readonly DescribedError[]
}

/** Describes an error with its causes, to a bounded depth. */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: `a thrown ${error === null ? 'null' : typeof error}` }
  }
  const deeper = depth < CAUSE_DEPTH_MAX
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause !== undefined && deeper ? { cause: describeError(error.cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && deeper
      ? { errors: error.errors.slice(0, CAUSE_DEPTH_MAX).map((inner) => describeError(inner, depth + 1)) }
      : {}),
  }
}
