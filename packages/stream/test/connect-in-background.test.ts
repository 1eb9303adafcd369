import { expect, test } from 'vitest'
import { TransportUnavailableError, connectInBackground, createMemoryTransport } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { idsOf, outgoing, receive, testCodec } from './test-message.ts'
import { Gate } from './gate.ts'
import { silentLog } from './transport-harness.ts'

const channel = { name: 'channel', stream: 'test', subject: 'test', codec: testCodec }

function memoryTransport(): Transport {
  return createMemoryTransport({ capacityMessages: 10, redeliverAfterMs: 1_000 })
}

test('is unreachable until the connection stands, and then is that connection', async () => {
  let failuresLeft = 2
  const transport = connectInBackground({
    connect: async () => {
      if (failuresLeft > 0) {
        failuresLeft -= 1
        throw new TransportUnavailableError('nobody answers')
      }
      return memoryTransport()
    },
    log: silentLog,
    clock: { nowMs: () => performance.now(), after: immediately },
  })
  expect(transport.isReachable()).toBe(false)
  await expect(transport.publish([outgoing(channel, 'm')])).rejects.toThrow(TransportUnavailableError)
  await expect(transport.subscribe(channel)).rejects.toThrow(TransportUnavailableError)
  await waitUntil(() => transport.isReachable(), { what: 'the connection' })
  await transport.publish([outgoing(channel, 'm')])
  expect(idsOf(await receive(await transport.subscribe(channel), 1))).toEqual(['m'])
  await transport.close()
  expect(transport.isReachable()).toBe(false)
})

test('a connection that stands only after closing is closed', async () => {
  const gate = new Gate()
  const late = memoryTransport()
  const transport = connectInBackground({
    connect: async () => {
      await gate.opened
      return late
    },
    log: silentLog,
  })
  const closing = transport.close()
  gate.open()
  await closing
  expect(late.isReachable()).toBe(false)
})

function immediately(_delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, 0)
  return () => clearTimeout(timer)
}
