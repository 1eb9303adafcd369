import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TransportUnavailableError } from '@pantau/stream'
import type { Transport } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { ids, idsOf, manyOutgoing, outgoing, receive } from './test-message.ts'
import {
  REDELIVER_AFTER_MS,
  SMALL_CHANNEL_MESSAGES_MAX,
  SMALL_CHANNEL_MESSAGE_BYTES,
} from './transport-harness.ts'
import type { TransportHarness } from './transport-harness.ts'

/** What every transport promises. Order is not promised. */
export function describeTransportContract(harness: TransportHarness): void {
  describe(`transport contract: ${harness.name}`, () => {
    let transport: Transport

    beforeAll(() => harness.start())
    afterAll(() => harness.stop())
    beforeEach(async () => {
      transport = await harness.connect()
    })
    afterEach(() => transport.close())

    test('everything published arrives, in batches of at most the size asked for', async () => {
      const channel = harness.channel()
      const published = ids('m', 1_000)
      await transport.publish(manyOutgoing(channel, published))
      const subscription = await transport.subscribe(channel)
      const received: string[] = []
      while (received.length < published.length) {
        const batch = await subscription.next(64)
        expect(batch.length).toBeLessThanOrEqual(64)
        for (const delivery of batch) {
          expect(delivery.deliveryCount).toBe(1)
          received.push(delivery.message.value().id)
          delivery.ack()
        }
      }
      expect(received.sort()).toEqual([...published].sort())
    })

    test('a reader that waits gets a message as soon as it is published, alone', async () => {
      const channel = harness.channel()
      const subscription = await transport.subscribe(channel)
      const waiting = subscription.next(64)
      await transport.publish([outgoing(channel, 'first')])
      expect(idsOf(await waiting)).toEqual(['first'])
    })

    test('messages for several channels published together each arrive at their own', async () => {
      const [left, right] = [harness.channel(), harness.channel()]
      await transport.publish([outgoing(left, 'l-1'), outgoing(right, 'r-1'), outgoing(left, 'l-2')])
      const fromLeft = await receive(await transport.subscribe(left), 2)
      const fromRight = await receive(await transport.subscribe(right), 1)
      expect(idsOf(fromLeft)).toEqual(['l-1', 'l-2'])
      expect(idsOf(fromRight)).toEqual(['r-1'])
    })

    test('readers of one channel share its messages', async () => {
      const channel = harness.channel()
      const readers = [await transport.subscribe(channel), await transport.subscribe(channel)]
      const published = ids('m', 200)
      const received: string[] = []
      const reading = readers.map(async (reader) => {
        for (;;) {
          const batch = await reader.next(10)
          if (batch.length === 0) {
            return
          }
          for (const delivery of batch) {
            received.push(delivery.message.value().id)
            delivery.ack()
          }
        }
      })
      await Promise.all(published.map((id) => transport.publish([outgoing(channel, id)])))
      await waitUntil(() => received.length >= published.length, { what: 'every message' })
      await Promise.all(readers.map((reader) => reader.close()))
      await Promise.all(reading)
      expect(received.sort()).toEqual([...published].sort())
    })

    test('retry without delay comes again and counts', async () => {
      const channel = harness.channel()
      const subscription = await transport.subscribe(channel)
      await transport.publish([outgoing(channel, 'again')])
      for (const expectedCount of [1, 2, 3]) {
        const [delivery] = await receive(subscription, 1)
        expect(delivery?.deliveryCount).toBe(expectedCount)
        delivery?.retry(0)
      }
    })

    test('retry with a delay comes again after it', async () => {
      const channel = harness.channel()
      const subscription = await transport.subscribe(channel)
      await transport.publish([outgoing(channel, 'late')])
      const [late] = await receive(subscription, 1)
      const retriedAtMs = performance.now()
      late?.retry(400)
      const [again] = await receive(subscription, 1)
      expect(again?.message.value().id).toBe('late')
      expect(again?.deliveryCount).toBe(2)
      expect(performance.now() - retriedAtMs).toBeGreaterThanOrEqual(395)
    })

    test('while a retry waits for its delay, others pass', async () => {
      const channel = harness.channel()
      const subscription = await transport.subscribe(channel)
      await transport.publish([outgoing(channel, 'late')])
      const [late] = await receive(subscription, 1)
      // Longer than any test.
      late?.retry(3_600_000)
      await transport.publish([outgoing(channel, 'other')])
      expect(idsOf(await receive(subscription, 1))).toEqual(['other'])
    })

    test('what is acked or terminated never comes again, and the first answer counts', async () => {
      const channel = harness.channel()
      const subscription = await transport.subscribe(channel)
      await transport.publish([outgoing(channel, 'acked')])
      await transport.publish([outgoing(channel, 'terminated')])
      await transport.publish([outgoing(channel, 'witness')])
      for (const delivery of await receive(subscription, 3)) {
        const { id } = delivery.message.value()
        if (id === 'acked') {
          delivery.ack()
          delivery.retry(0)
        } else if (id === 'terminated') {
          delivery.terminate()
          delivery.retry(0)
        } else {
          // Comes again only after anything unanswered would have.
          delivery.retry(REDELIVER_AFTER_MS * 2)
        }
      }
      expect(idsOf(await receive(subscription, 1))).toEqual(['witness'])
    })

    test('what a vanished reader did not answer comes again', async () => {
      const channel = harness.channel()
      await transport.publish(manyOutgoing(channel, ids('m', 20)))
      const answered = await receive(await transport.subscribe(channel), 20)
      // A whole frame comes again where the transport settles frames: answering one message of it is no answer.
      answered[0]?.ack()
      transport = await harness.crash(transport)
      const survivors = await receive(await transport.subscribe(channel), 19)
      expect(new Set(idsOf(survivors)).size).toBe(19)
      expect(survivors.every((delivery) => delivery.deliveryCount === 2)).toBe(true)
    })

    test('a full channel refuses more, keeps what it has, and takes more once there is room', async () => {
      const channel = harness.smallChannel()
      let accepted = 0
      let refusal: unknown
      while (refusal === undefined && accepted <= SMALL_CHANNEL_MESSAGES_MAX) {
        try {
          await transport.publish([outgoing(channel, `m-${accepted}`, SMALL_CHANNEL_MESSAGE_BYTES)])
          accepted += 1
        } catch (error) {
          refusal = error
        }
      }
      expect(refusal).toBeInstanceOf(TransportUnavailableError)
      expect(accepted).toBeGreaterThanOrEqual(SMALL_CHANNEL_MESSAGES_MAX / 10)
      const kept = await receive(await transport.subscribe(channel), accepted)
      expect(new Set(idsOf(kept)).size).toBe(accepted)
      for (const delivery of kept) {
        delivery.ack()
      }
      await waitUntil(
        async () => {
          await transport.publish([outgoing(channel, 'room', SMALL_CHANNEL_MESSAGE_BYTES)])
          return true
        },
        { what: 'room in the channel' },
      )
    })

    test('closing a subscription loses nothing: what is in hand can be answered, the rest goes to others', async () => {
      const channel = harness.channel()
      await transport.publish(manyOutgoing(channel, ids('a', 30)))
      await transport.publish(manyOutgoing(channel, ids('b', 30)))
      const leaving = await transport.subscribe(channel)
      const inHand = await receive(leaving, 30)
      await leaving.close()
      expect(await leaving.next(10)).toEqual([])
      for (const delivery of inHand) {
        delivery.ack()
      }
      const rest = await receive(await transport.subscribe(channel), 30)
      expect(new Set([...idsOf(inHand), ...idsOf(rest)])).toEqual(new Set([...ids('a', 30), ...ids('b', 30)]))
    })

    test('a reader that waits is released when its subscription is closed', async () => {
      const subscription = await transport.subscribe(harness.channel())
      const waiting = subscription.next(10)
      await subscription.close()
      expect(await waiting).toEqual([])
    })

    test('a closed transport is unreachable and refuses', async () => {
      expect(transport.isReachable()).toBe(true)
      await transport.close()
      expect(transport.isReachable()).toBe(false)
      await expect(transport.publish([outgoing(harness.channel(), 'm')])).rejects.toThrow(
        TransportUnavailableError,
      )
    })
  })
}
