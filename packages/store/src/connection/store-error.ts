import { DatabaseError } from 'pg'

/** How long a caller should wait before it asks again when the database gave no better answer. */
const RETRY_AFTER_MS = 1_000

/** PostgreSQL cannot be reached or cannot do its work right now. Nothing is known to be wrong with the request: try again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
  readonly retryAfterMs: number

  constructor(message: string, options: { cause: unknown; retryAfterMs?: number }) {
    super(message, { cause: options.cause })
    this.retryAfterMs = options.retryAfterMs ?? RETRY_AFTER_MS
  }
}

/** SQLSTATE classes and codes that pass by themselves; https://www.postgresql.org/docs/18/errcodes-appendix.html */
const TRANSIENT_CLASSES: ReadonlySet<string> = new Set(['08', '53', '58'])
const TRANSIENT_CODES: ReadonlySet<string> = new Set([
  '25006', // a standby answered: the primary moved
  '25P03', // idle in transaction for too long: this process was stalled
  '25P04', // transaction_timeout
  '40001',
  '40P01',
  '55P03',
  '57014', // statement_timeout
  '57P01',
  '57P02',
  '57P03',
  '57P05',
])

/** Codes of Node for a connection that is gone or cannot be made; https://nodejs.org/docs/latest-v20.x/api/errors.html */
const SYSTEM_ERRORS: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
])

/** What the driver says without a code when a connection is gone or slow (pg 8.23, lib/client.js and pg-pool). */
const DRIVER_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout exceeded when trying to connect|timeout expired)/

/** Whether the same request may succeed later: the connection broke, the server is overloaded, or two transactions collided. */
export function isTransient(error: unknown): boolean {
  if (error instanceof StoreUnavailableError) {
    return true
  }
  if (error instanceof DatabaseError) {
    const code = error.code ?? ''
    return TRANSIENT_CODES.has(code) || TRANSIENT_CLASSES.has(code.slice(0, 2)) || isPartitionMissing(error)
  }
  if (!(error instanceof Error)) {
    return false
  }
  if ('code' in error && typeof error.code === 'string') {
    return SYSTEM_ERRORS.has(error.code)
  }
  return DRIVER_MESSAGES.test(error.message)
}

/** Whether PostgreSQL refused a value that it was given: trying the same value again cannot help. */
export function isDataError(error: unknown): boolean {
  if (!(error instanceof DatabaseError) || isPartitionMissing(error)) {
    return false
  }
  const sqlClass = (error.code ?? '').slice(0, 2)
  return sqlClass === '22' || sqlClass === '23' || sqlClass === '54'
}

/**
 * No partition takes the row: nobody created this month's partitions yet. PostgreSQL reports it as a check violation without a
 * constraint, which would look like a fault of the row.
 */
function isPartitionMissing(error: DatabaseError): boolean {
  return error.code === '23514' && error.constraint === undefined
}

/** A transient error as `StoreUnavailableError`; any other error as it is. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreUnavailableError || !isTransient(error)) {
    return error
  }
  return new StoreUnavailableError('The database is not available', { cause: error })
}
