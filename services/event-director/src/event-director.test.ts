import { describe, expect, it } from 'vitest'
import { acceptedEventCodec, channels, Encoded, plannedEventCodec } from '@pantau/contracts'
import type { AcceptedEvent, ConfigurationSource, PlannedEvent } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import { createExamplePayment } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createMemoryTransport } from '@pantau/stream'
import type { Verdict } from '@pantau/stream'
import { defaultConfigurationSet } from '@pantau/typologies'
import { createEventDirectorStage } from './event-director.ts'

const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
if ('problems' in compilation) {
  throw new TypeError(JSON.stringify(compilation.problems))
}
const configurations: ConfigurationSource = {
  byDigest: async (digest) => (digest === 'shipped' ? compilation : undefined),
}

const payment = createExamplePayment()
const event: AcceptedEvent = {
  header: {
    tenantId: payment.tenantId,
    transactionType: payment.transactionType,
    messageId: payment.messageId,
    acceptedAtMs: 1_785_662_049_030,
    configDigest: 'shipped',
    dataPreparationNs: 1_000,
    eventDirectorNs: 0,
  },
  payment,
  facts: { conditions: [] },
}

function createClock(): { nowNs(): number } {
  let nowNs = 0
  return { nowNs: () => (nowNs += 700) }
}

function deliver(change: Partial<AcceptedEvent['header']> = {}): Encoded<AcceptedEvent> {
  const changed = { ...event, header: { ...event.header, ...change } }
  return Encoded.ofBytes(acceptedEventCodec, acceptedEventCodec.encode(changed))
}

function outputs(verdict: Verdict<PlannedEvent> | undefined): unknown {
  return verdict?.kind === 'ack'
    ? verdict.outputs.map(({ channel, message }) => [channel.subject, message.value()])
    : verdict
}

describe('event director', () => {
  it('hands an event on as one message, with its facts and the time that it took', async () => {
    const stage = createEventDirectorStage({ configurations, ruleGroups: {}, clock: createClock() })
    const [verdict] = await stage.handle([deliver()])
    expect(outputs(verdict)).toEqual([
      [
        'pantau.v1.rules.default',
        {
          ...event,
          header: { ...event.header, eventDirectorNs: 700 },
          part: { group: 'default', index: 0, count: 1 },
        },
      ],
    ])
  })

  it('hands an event to every rule group that has a rule in its plan, and to no other', async () => {
    const ruleGroups = { network: ['902@4.0.0'], idle: ['903@1.0.0'] }
    const stage = createEventDirectorStage({ configurations, ruleGroups, clock: createClock() })
    const [verdict] = await stage.handle([deliver()])
    const parts = verdict?.kind === 'ack' ? verdict.outputs.map(({ message }) => message.value().part) : []
    expect(parts).toEqual([
      { group: 'default', index: 0, count: 2 },
      { group: 'network', index: 1, count: 2 },
    ])
  })

  it('rejects what it cannot read or plan, and hands its neighbours on', async () => {
    const stage = createEventDirectorStage({ configurations, ruleGroups: {}, clock: createClock() })
    const verdicts = await stage.handle([
      Encoded.ofBytes(acceptedEventCodec, new Uint8Array([0xff])),
      deliver(),
      deliver({ configDigest: 'unheard-of' }),
      deliver({ transactionType: 'pacs.008.001.10' }),
    ])
    expect(verdicts).toEqual([
      { kind: 'reject', reason: "AcceptedEvent at '': expected JSON in UTF-8" },
      expect.objectContaining({ kind: 'ack' }),
      { kind: 'reject', reason: 'No configuration was ever activated under the digest unheard-of' },
      { kind: 'reject', reason: 'The configuration shipped plans nothing for pacs.008.001.10' },
    ])
  })

  it('lets the runner wait while the configuration store is away', async () => {
    const away = Object.assign(new Error('The store is away'), { retryAfterMs: 250 })
    const cutOff = { byDigest: async () => Promise.reject(away) }
    const stage = createEventDirectorStage({ configurations: cutOff, ruleGroups: {}, clock: createClock() })
    await expect(stage.handle([deliver()])).rejects.toBe(away)
  })

  it('asks for each configuration of a batch once', async () => {
    const asked: string[] = []
    const counting: ConfigurationSource = {
      async byDigest(digest) {
        asked.push(digest)
        return configurations.byDigest(digest)
      },
    }
    const stage = createEventDirectorStage({ configurations: counting, ruleGroups: {}, clock: createClock() })
    await stage.handle([deliver(), deliver({ configDigest: 'unheard-of' }), deliver()])
    expect(asked).toEqual(['shipped', 'unheard-of'])
  })

  it('publishes what the next stage can read', async () => {
    const transport = createMemoryTransport({ capacityMessages: 10, redeliverAfterMs: 60_000 })
    const stage = createEventDirectorStage({ configurations, ruleGroups: {}, clock: createClock() })
    const [verdict] = await stage.handle([deliver()])
    await transport.publish(verdict?.kind === 'ack' ? verdict.outputs : [])
    const subscription = await transport.subscribe(channels.rules('default'))
    const [delivery] = await subscription.next(10)
    const received = plannedEventCodec.decode(delivery?.message.bytes() ?? new Uint8Array())
    expect(received).toMatchObject({ payment, facts: event.facts, part: { group: 'default' } })
    await transport.close()
  })
})
