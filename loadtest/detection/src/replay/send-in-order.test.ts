import { EventEmitter, once } from 'node:events'
import { expect, test } from 'vitest'
import { sendInOrder } from './send-in-order.ts'

/** Messages that end when they are told to. */
function held(accounts: readonly number[], name: string, log: string[]) {
  const ended = new EventEmitter()
  const promise = once(ended, 'end')
  const send = async (): Promise<void> => {
    log.push(`${name} begins`)
    await promise
    log.push(`${name} ends`)
  }
  return { accounts, send, end: () => ended.emit('end') }
}

test('messages that share an account keep their order, others go at the same time', async () => {
  const log: string[] = []
  const [first, second, other] = [
    held([1, 2], 'first', log),
    held([2, 3], 'second', log),
    held([4, 5], 'other', log),
  ]
  const done = sendInOrder([first, second, other], 8, () => undefined)
  other.end()
  second.end()
  await new Promise(setImmediate)
  expect(log).toEqual(['first begins', 'other begins', 'other ends'])
  first.end()
  await done
  expect(log.slice(3)).toEqual(['first ends', 'second begins', 'second ends'])
})

test('no more than the allowed number are under way', async () => {
  let running = 0
  let most = 0
  const sent: number[] = []
  const message = (account: number) => ({
    accounts: [account],
    send: async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise(setImmediate)
      running -= 1
    },
  })
  await sendInOrder(
    Array.from({ length: 20 }, (_, index) => message(index)),
    3,
    (count) => sent.push(count),
  )
  expect(most).toBe(3)
  expect(sent.at(-1)).toBe(20)
})

test('a failure ends the run', async () => {
  const log: string[] = []
  const failing = { accounts: [1], send: () => Promise.reject(new Error('refused')) }
  const after = { accounts: [1], send: async () => void log.push('sent') }
  await expect(sendInOrder([failing, after, after], 1, () => undefined)).rejects.toThrow('refused')
  expect(log).toEqual([])
})
