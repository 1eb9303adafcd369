import * as fc from 'fast-check'
import { DatabaseError } from 'pg'
import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../connection/store-error.ts'
import { commitResiliently, UnstorableMessageError } from './commit-resiliently.ts'

function databaseError(code: string, constraint?: string): DatabaseError {
  const error = new DatabaseError(`SQLSTATE ${code}`, 0, 'error')
  error.code = code
  error.constraint = constraint
  return error
}

describe('commitResiliently', () => {
  test('commits every request but those that cannot be, each once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (arePoison) => {
        const requests = arePoison.map((isPoison, number) => ({ isPoison, number }))
        const committed: number[] = []

        const settled = await commitResiliently(requests, (batch) => {
          if (batch.some(({ isPoison }) => isPoison)) {
            return Promise.reject(databaseError('22021'))
          }
          committed.push(...batch.map(({ number }) => number))
          return Promise.resolve(batch.map(({ number }) => number))
        })

        const good = requests.filter(({ isPoison }) => !isPoison).map(({ number }) => number)
        expect(committed).toEqual(good)
        expect(settled.flatMap((each) => (each.kind === 'done' ? [each.result] : []))).toEqual(good)
        for (const [number, each] of settled.entries()) {
          expect(each.kind === 'failed').toBe(requests[number]?.isPoison)
          expect(each.kind === 'failed' && !(each.error instanceof UnstorableMessageError)).toBe(false)
        }
      }),
    )
  })

  test.each([
    ['40P01', databaseError('40P01')],
    ['a broken connection', new Error('Connection terminated unexpectedly')],
    ['a partition that nobody created yet', databaseError('23514')],
  ])('tries again what may pass: %s', async (_what, error) => {
    let failures = 3
    const settled = await commitResiliently([1, 2], (batch) => {
      failures -= 1
      return failures >= 0 ? Promise.reject(error) : Promise.resolve(batch)
    })
    expect(settled).toEqual([
      { kind: 'done', result: 1 },
      { kind: 'done', result: 2 },
    ])
  })

  test('gives up after the third retry, for the whole batch', async () => {
    let attempts = 0
    const error = new StoreUnavailableError('away', { cause: undefined })
    const settled = await commitResiliently([1, 2], () => {
      attempts += 1
      return Promise.reject(error)
    })
    expect(attempts).toBe(4)
    expect(settled).toEqual([
      { kind: 'failed', error },
      { kind: 'failed', error },
    ])
  })

  test('a mistake of the program is neither retried nor searched for in single requests', async () => {
    let attempts = 0
    const settled = await commitResiliently([1, 2], () => {
      attempts += 1
      return Promise.reject(databaseError('42P01'))
    })
    expect(attempts).toBe(1)
    expect(settled.map(({ kind }) => kind)).toEqual(['failed', 'failed'])
  })

  test('a check of the schema is a fault of the data, not a missing partition', async () => {
    const settled = await commitResiliently([1], () =>
      Promise.reject(databaseError('23514', 'message_check')),
    )
    expect(settled).toEqual([{ kind: 'failed', error: expect.any(UnstorableMessageError) }])
  })
})
