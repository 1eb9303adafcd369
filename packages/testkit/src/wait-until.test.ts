import { expect, it } from 'vitest'
import { WaitTimeoutError, waitUntil } from './wait-until.ts'

it('asks until there is an answer, and resolves with it', async () => {
  let asked = 0
  const answer = await waitUntil(
    () => {
      asked += 1
      return asked < 3 ? undefined : `answer ${asked}`
    },
    { what: 'the third answer', everyMs: 1 },
  )
  expect(answer).toBe('answer 3')
})

it('takes zero and the empty text for answers', async () => {
  expect(await waitUntil(() => 0, { what: 'a number' })).toBe(0)
  expect(await waitUntil(() => '', { what: 'a text' })).toBe('')
})

it('takes an error for "not yet"', async () => {
  let asked = 0
  await waitUntil(
    () => {
      asked += 1
      if (asked < 3) {
        throw new Error('refused')
      }
      return true
    },
    { what: 'the service', everyMs: 1 },
  )
  expect(asked).toBe(3)
})

it('gives up in time and says what it waited for, and why in vain', async () => {
  const refusal = new Error('refused')
  const waiting = waitUntil(() => Promise.reject(refusal), { what: 'the service', timeoutMs: 20, everyMs: 1 })
  await expect(waiting).rejects.toThrow(new WaitTimeoutError('Waited 20 ms for the service, in vain'))
  await expect(waiting).rejects.toMatchObject({ cause: refusal })
})

it('asks once more at the end of the wait', async () => {
  let asked = 0
  await expect(
    waitUntil(
      () => {
        asked += 1
        return false
      },
      { what: 'nothing', timeoutMs: 200, everyMs: 250 },
    ),
  ).rejects.toThrow(WaitTimeoutError)
  expect(asked).toBe(2)
})
