import { STATUS_CODES } from 'node:http'
import { errorCodes } from '@pantau/contracts'
import type { ErrorCode } from '@pantau/contracts'

/** The body of every answer that is no success; the order of its members is part of the interface. */
export interface ErrorBody {
  readonly statusCode: number
  readonly code?: string
  readonly error: string
  readonly message: string
}

/** @param code what a program can tell the error by */
export function errorBody(statusCode: number, code: string | undefined, message: string): ErrorBody {
  const error = STATUS_CODES[statusCode] ?? 'Unknown'
  return code === undefined ? { statusCode, error, message } : { statusCode, code, error, message }
}

/** The body of an error of our own list. */
export function codedErrorBody(code: ErrorCode): ErrorBody {
  const { httpStatus, meaning } = errorCodes[code]
  return errorBody(httpStatus, code, meaning)
}
