import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ack, chainStages, reject, retry } from '@pantau/stream'
import type { Stage } from '@pantau/stream'
import { inputs, middle, results } from './chain-channels.ts'
import { expectedEffects, play, script } from './chain-script.ts'
import { outgoing } from './test-message.ts'
import type { TestMessage } from './test-message.ts'

test('stages have the same effects chained and apart, whatever fails on the way', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (played) => {
      for (const chained of [false, true]) {
        const expected = expectedEffects(played, chained)
        expect(await play(played, chained, expected)).toEqual(expected)
      }
    }),
    { numRuns: 40 },
  )
})

test('a chain passes on what is not for the next stage and takes the delay and the reason of what failed', async () => {
  const first: Stage<TestMessage, TestMessage> = {
    name: 'first',
    input: inputs,
    handle: async (batch) =>
      batch.map((message) => {
        const { id } = message.value()
        return ack([
          outgoing(middle, `${id}/good`),
          outgoing(middle, `${id}/bad`),
          outgoing(results, `${id}/aside`),
        ])
      }),
  }
  const second: Stage<TestMessage, TestMessage> = {
    name: 'second',
    input: middle,
    handle: async (batch) =>
      batch.map((message) => {
        const { id } = message.value()
        switch (id) {
          case 'retried/good':
            return retry(30, 'soon')
          case 'retried/bad':
            return retry(70, 'later')
          case 'mixed/good':
            return retry(10, 'soon')
          case 'mixed/bad':
          case 'rejected/bad':
            return reject('no such account')
          default:
            return ack([outgoing(results, `${id}/result`)])
        }
      }),
  }
  const chain = chainStages(first, second)
  expect(chain.name).toBe('first+second')
  expect(chain.input).toBe(inputs)
  const batch = ['retried', 'mixed', 'rejected', 'fine'].map((id) => outgoing(inputs, id).message)
  const [retried, mixed, rejected, fine] = await chain.handle(batch)
  expect(retried).toEqual(retry(70, 'soon'))
  expect(mixed).toEqual(retry(10, 'soon'))
  expect(rejected).toEqual(reject('no such account'))
  expect(fine?.kind).toBe('ack')
  const outputs = fine?.kind === 'ack' ? fine.outputs.map(({ message }) => message.value().id) : []
  expect(outputs.sort()).toEqual(['fine/aside', 'fine/bad/result', 'fine/good/result'])
})

test('what one stage derives from a batch reaches the next stage in bounded batches', async () => {
  const sizes: number[] = []
  const first: Stage<TestMessage, TestMessage> = {
    name: 'first',
    input: inputs,
    handle: async (batch) =>
      batch.map((message) =>
        ack(Array.from({ length: 300 }, (_, index) => outgoing(middle, `${message.value().id}/${index}`))),
      ),
  }
  const second: Stage<TestMessage, TestMessage> = {
    name: 'second',
    input: middle,
    handle: async (batch) => {
      sizes.push(batch.length)
      return batch.map(() => ack())
    },
  }
  const verdicts = await chainStages(first, second).handle([
    outgoing(inputs, 'a').message,
    outgoing(inputs, 'b').message,
  ])
  expect(verdicts).toEqual([ack(), ack()])
  expect(sizes).toEqual([256, 256, 88])
})
