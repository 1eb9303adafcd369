import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { acceptedEventCodec, Encoded } from '@pantau/contracts'
import type { AcceptedEvent } from '@pantau/contracts'
import { createLogger } from '@pantau/service-runtime'
import { HandClock } from '../test/hand-clock.ts'
import { EventPublisher, PENDING_EVENTS_MAX } from './event-publisher.ts'

const TIMEOUT_MS = 250
const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

function event(messageId: string): Encoded<AcceptedEvent> {
  return Encoded.ofValue(acceptedEventCodec, {
    header: {
      tenantId: 'DEFAULT',
      transactionType: 'pacs.002.001.12',
      messageId,
      acceptedAtMs: 0,
      configDigest: '',
      dataPreparationNs: 0,
      eventDirectorNs: 0,
    },
    payment: {
      tenantId: 'DEFAULT',
      transactionType: 'pacs.002.001.12',
      messageId,
      endToEndId: messageId,
      occurredAtMs: 0,
      instruction: {
        endToEndId: messageId,
        createdAt: '',
        createdAtMs: 0,
        debtor: { accountId: 'a', entityId: 'b' },
        creditor: { accountId: 'c', entityId: 'd' },
        instructed: { amountMinor: 1n, currency: 'IDR' },
        settlement: { amountMinor: 1n, currency: 'IDR' },
      },
    },
    facts: {},
  })
}

/** A broker whose confirmations the test gives. */
class HandBroker {
  readonly batches: string[][] = []
  readonly #answers: { confirm: () => void; fail: (error: Error) => void }[] = []

  readonly publish = (events: readonly Encoded<AcceptedEvent>[]): Promise<void> => {
    this.batches.push(events.map((offered) => offered.value().header.messageId))
    return new Promise((confirm, fail) => {
      this.#answers.push({ confirm, fail })
    })
  }

  async confirm(): Promise<void> {
    this.#answers.shift()?.confirm()
    await settled()
  }

  async fail(): Promise<void> {
    this.#answers.shift()?.fail(new Error('no broker'))
    await settled()
  }
}

/** Lets everything that is already decided run. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
}

let clock: HandClock
let broker: HandBroker
let publisher: EventPublisher
let answered: string[]
beforeEach(() => {
  clock = new HandClock()
  broker = new HandBroker()
  answered = []
  publisher = new EventPublisher({ publish: broker.publish, confirmTimeoutMs: TIMEOUT_MS, clock, log })
})

async function offer(...messageIds: string[]): Promise<void> {
  void publisher.offer(messageIds.map(event)).then(() => answered.push(...messageIds))
  await settled()
}

describe('EventPublisher', () => {
  it('answers when the broker has confirmed', async () => {
    await offer('1', '2')
    expect([broker.batches, answered]).toEqual([[['1', '2']], []])
    await broker.confirm()
    expect(answered).toEqual(['1', '2'])
  })

  it('says whether the broker has confirmed by then', async () => {
    const confirmed = publisher.offer([event('1')])
    await broker.confirm()
    expect(await confirmed).toBe(true)
    const late = publisher.offer([event('2')])
    clock.advance(TIMEOUT_MS)
    expect(await late).toBe(false)
    expect(await publisher.offer([event('3')])).toBe(false)
  })

  it('answers at once when there is nothing to publish', async () => {
    await publisher.offer([])
    expect(broker.batches).toEqual([])
  })

  it('collects while a publish is on its way', async () => {
    await offer('1')
    await offer('2')
    await offer('3')
    expect(broker.batches).toEqual([['1']])
    await broker.confirm()
    expect([broker.batches, answered]).toEqual([[['1'], ['2', '3']], ['1']])
    await broker.confirm()
    expect(answered).toEqual(['1', '2', '3'])
  })

  it('lets nobody wait longer than the bound', async () => {
    await offer('1')
    clock.advance(100)
    await offer('2')
    clock.advance(149)
    await settled()
    expect(answered).toEqual([])
    clock.advance(1)
    await settled()
    expect(answered).toEqual(['1', '2'])
  })

  it('counts the bound from the offer, not from the departure', async () => {
    await offer('1')
    clock.advance(100)
    await offer('2')
    clock.advance(100)
    await broker.confirm()
    expect(answered).toEqual(['1'])
    clock.advance(149)
    await settled()
    expect(answered).toEqual(['1'])
    clock.advance(1)
    await settled()
    expect(answered).toEqual(['1', '2'])
  })

  it('waits for no broker that is away, and for one that confirms again', async () => {
    await offer('1')
    clock.advance(TIMEOUT_MS)
    await offer('2')
    expect(answered).toEqual(['1', '2'])
    await broker.confirm()
    expect(broker.batches).toEqual([['1'], ['2']])
    await offer('3')
    expect(answered).toEqual(['1', '2'])
    await broker.confirm()
    await broker.confirm()
    expect(answered).toEqual(['1', '2', '3'])
  })

  it('answers when the publish fails, and tries the next events', async () => {
    await offer('1')
    await broker.fail()
    expect(answered).toEqual(['1'])
    await offer('2')
    expect([answered, broker.batches]).toEqual([
      ['1', '2'],
      [['1'], ['2']],
    ])
  })

  it('keeps no more than the bound, and leaves the rest to the reconciler', async () => {
    await offer('1')
    const many = Array.from({ length: PENDING_EVENTS_MAX }, (_, index) => `m${index}`)
    await offer(...many)
    await offer('too many')
    expect(answered).toEqual(['too many'])
    await broker.confirm()
    expect(broker.batches.at(-1)).toHaveLength(PENDING_EVENTS_MAX)
    await offer('fits again')
    await broker.confirm()
    await broker.confirm()
    expect(broker.batches.at(-1)).toEqual(['fits again'])
    expect(answered).toHaveLength(PENDING_EVENTS_MAX + 3)
  })

  it('is idle when everything offered is settled', async () => {
    await publisher.idle()
    await offer('1')
    await offer('2')
    let isIdle = false
    const idle = publisher.idle().then(() => (isIdle = true))
    await broker.confirm()
    expect(isIdle).toBe(false)
    await broker.fail()
    await idle
  })

  it('publishes every event once and in order, and answers every offer, whatever the broker does', async () => {
    const step = fc.constantFrom('offer', 'confirm', 'fail', 'advance')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        clock = new HandClock()
        broker = new HandBroker()
        answered = []
        publisher = new EventPublisher({ publish: broker.publish, confirmTimeoutMs: TIMEOUT_MS, clock, log })
        const offered: string[] = []
        for (const next of steps) {
          if (next === 'offer') {
            offered.push(String(offered.length))
            await offer(String(offered.length - 1))
          } else if (next === 'advance') {
            clock.advance(TIMEOUT_MS / 2)
            await settled()
          } else {
            await broker[next]()
          }
        }
        clock.advance(TIMEOUT_MS)
        await settled()
        expect(answered.toSorted((a, b) => Number(a) - Number(b))).toEqual(offered)
        let settledBatches = -1
        while (settledBatches < broker.batches.length) {
          settledBatches = broker.batches.length
          await broker.confirm()
        }
        expect(broker.batches.flat()).toEqual(offered)
      }),
    )
  })
})
