import { describe, expect, it } from 'vitest'
import type { Plan } from '@pantau/evaluation'
import { acceptedEvent } from '../test/sample-messages.ts'
import { acceptedEventCodec } from './accepted-event-codec.ts'
import type { ConfigurationSource } from './configuration-source.ts'
import { Encoded } from './encoded.ts'
import { resolvePlans } from './resolve-plans.ts'
import type { AcceptedEvent } from './stage-messages.ts'

const plan: Plan = {
  transactionType: 'pacs.002.001.12',
  messageId: '004@1.0.0',
  messageCfg: '1.0.0',
  rules: [],
  typologies: [],
  facts: [],
}

function createSource(): ConfigurationSource & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async byDigest(digest) {
      asked.push(digest)
      return digest === 'unknown'
        ? undefined
        : {
            set: { networkMap: { active: true, cfg: '1.0.0', messages: [] }, rules: [], typologies: [] },
            compiled: {
              networkMapCfg: '1.0.0',
              planFor: (type) => (type === plan.transactionType ? plan : undefined),
            },
          }
    },
  }
}

function event(change: Partial<AcceptedEvent['header']>): AcceptedEvent {
  return { ...acceptedEvent, header: { ...acceptedEvent.header, ...change } }
}

describe('resolvePlans', () => {
  it('answers for each message in order: its plan, or why it has none', async () => {
    const source = createSource()
    const planned = [event({ configDigest: 'a' }), event({ configDigest: 'b' }), event({ configDigest: 'a' })]
    const resolutions = await resolvePlans(
      [
        ...planned.map((value) => Encoded.ofValue(acceptedEventCodec, value)),
        Encoded.ofValue(acceptedEventCodec, event({ configDigest: 'unknown' })),
        Encoded.ofValue(acceptedEventCodec, event({ configDigest: 'a', transactionType: 'pain.001.001.11' })),
        Encoded.ofBytes(acceptedEventCodec, new Uint8Array()),
      ],
      source,
    )
    expect(resolutions).toEqual([
      ...planned.map((message) => ({ kind: 'planned', message, plan })),
      { kind: 'refused', reason: 'No configuration was ever activated under the digest unknown' },
      { kind: 'refused', reason: 'The configuration a plans nothing for pain.001.001.11' },
      { kind: 'refused', reason: "AcceptedEvent at '': expected JSON in UTF-8" },
    ])
    expect(source.asked).toEqual(['a', 'b', 'unknown'])
  })

  it('fails as a whole when a configuration cannot be asked for', async () => {
    const away = new Error('The store is away')
    const batch = [Encoded.ofValue(acceptedEventCodec, event({}))]
    await expect(resolvePlans(batch, { byDigest: async () => Promise.reject(away) })).rejects.toBe(away)
  })

  it('does not take a mistake in a codec for a message that cannot be read', async () => {
    const mistake = new TypeError('a mistake')
    const broken = {
      ...acceptedEventCodec,
      decode: () => {
        throw mistake
      },
    }
    const batch = [Encoded.ofBytes<AcceptedEvent>(broken, new Uint8Array())]
    await expect(resolvePlans(batch, createSource())).rejects.toBe(mistake)
  })
})
