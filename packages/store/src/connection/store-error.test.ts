import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { isDataError, isTransient, StoreUnavailableError, toStoreError } from './store-error.ts'

function databaseError(code: string, constraint?: string): DatabaseError {
  return Object.assign(new DatabaseError('refused', 0, 'error'), { code, constraint })
}

function systemError(code: string): Error {
  return Object.assign(new Error('failed'), { code })
}

test.each([
  ['deadlock', databaseError('40P01')],
  ['serialization failure', databaseError('40001')],
  ['administrator shutdown', databaseError('57P01')],
  ['starting up', databaseError('57P03')],
  ['statement timeout', databaseError('57014')],
  ['too many connections', databaseError('53300')],
  ['disk full', databaseError('53100')],
  ['connection failure', databaseError('08006')],
  ['a standby', databaseError('25006')],
  ['no partition yet', databaseError('23514')],
  ['refused', systemError('ECONNREFUSED')],
  ['reset', systemError('ECONNRESET')],
  ['written to a closed socket', systemError('ERR_STREAM_DESTROYED')],
  ['cut', new Error('Connection terminated unexpectedly')],
  ['no answer', new Error('Query read timeout')],
  ['no connection in time', new Error('timeout exceeded when trying to connect')],
])('%s passes: told as unavailable, with its cause', (_what, error) => {
  expect(isTransient(error)).toBe(true)
  expect(isDataError(error)).toBe(false)
  const told = toStoreError(error)
  expect(told).toBeInstanceOf(StoreUnavailableError)
  expect(told).toMatchObject({ cause: error, retryAfterMs: expect.any(Number) })
  expect(toStoreError(told)).toBe(told)
})

test.each([
  ['unique violation', databaseError('23505', 'pkey'), true],
  ['check of a table', databaseError('23514', 'message_check'), true],
  ['character that cannot be stored', databaseError('22021'), true],
  ['index entry too large', databaseError('54000'), true],
  ['unknown table', databaseError('42P01'), false],
  ['wrong password', databaseError('28P01'), false],
  ['mistake of the program', new TypeError('x is not a function'), false],
  ['missing file', systemError('ENOENT'), false],
  ['no error at all', 'text', false],
])('%s does not pass', (_what, error, isData) => {
  expect(isTransient(error)).toBe(false)
  expect(isDataError(error)).toBe(isData)
  expect(toStoreError(error)).toBe(error)
})
