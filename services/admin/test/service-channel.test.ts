import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import { startNats, waitUntil } from '@pantau/testkit'
import type { TestNats } from '@pantau/testkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectServiceChannel } from '../src/index.ts'
import type { ConnectedServiceChannel } from '../src/index.ts'
import { ConfigurationBench, NOW, ruleOf } from './configuration-bench.ts'
import { log } from './open-admin.ts'

interface Heard {
  readonly id: string
  readonly audience?: string
}

let nats: TestNats
let channel: ConnectedServiceChannel
let bench: ConfigurationBench
let outside: NatsConnection
let heard: Heard[]

beforeAll(async () => {
  nats = await startNats({ jetstream: false })
  channel = connectServiceChannel({ connection: { servers: [nats.url], name: 'test' }, log })
  bench = await ConfigurationBench.open({ channel, tierTimeoutMs: 3_000 })
})
afterAll(async () => {
  await bench.admin.close()
  await channel.close()
  await nats.stop()
})
beforeEach(async () => {
  bench.startOver()
  await bench.saveParts()
  await bench.saveMap('1')
  outside = await connect({ servers: [nats.url] })
  heard = []
})
afterEach(() => outside.close())

/** Hears the service channel; `answer` says with which source to acknowledge, if at all. */
async function hear(answer: (event: Heard) => readonly string[] = () => []): Promise<void> {
  outside.subscribe('service-channel', {
    callback: (_error, message) => {
      const event = message.json<Heard>()
      heard.push(event)
      for (const source of answer(event)) {
        const data = { correlationId: event.id, outcome: 'success' }
        outside.publish(
          'service-channel-ack',
          JSON.stringify({ ...event, id: `ack of ${event.id}`, source, data }),
        )
      }
    },
  })
  await outside.flush()
}

function audiences(): readonly (string | undefined)[] {
  return heard.map(({ audience }) => audience)
}

async function activate(reloadMode: string): Promise<unknown> {
  const { body } = await bench.call('POST', '/network_map/1/activate', { reloadMode })
  return (body as { readonly reloadDispatched: unknown }).reloadDispatched
}

describe('others', () => {
  it('are told of an activation', async () => {
    await hear()
    expect(await activate('broadcast')).toEqual({ status: true, outcome: 'published' })
    await waitUntil(() => heard.length > 0, { what: 'the event' })
    expect(heard).toEqual([
      {
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        time: NOW,
        type: 'org.tazama.network-map.activated',
        source: 'urn:bank:admin-service',
        subject: `${bench.tenantId}/1`,
        datacontenttype: 'application/json',
        data: { cfg: '1', tenantId: bench.tenantId },
      },
    ])
  })

  it('are not told when that is not wanted', async () => {
    await hear()
    expect(await activate('none')).toEqual({ status: false, outcome: 'suppressed' })
    expect(await activate('broadcast')).toEqual({ status: true, outcome: 'published' })
    await waitUntil(() => heard.length > 0, { what: 'the event of the second activation' })
    expect(heard).toHaveLength(1)
  })

  it('are told one class after the other, each when the one before took note', async () => {
    await hear(({ audience }) => [audience === 'typology-processor' ? 'typology-processor' : 'anybody'])
    expect(await activate('cascade')).toEqual({ status: true, outcome: 'cascade initiated' })
    await waitUntil(() => heard.length === 3, { what: 'all three classes' })
    expect(audiences()).toEqual(['event-adjudicator', 'typology-processor', 'event-director'])
  })

  it('are not told when the class before did not take note, or not all of it', async () => {
    await hear(({ audience }) => (audience === 'typology-processor' ? ['somebody else'] : ['anybody']))
    await activate('cascade')
    await waitUntil(() => heard.length === 2, { what: 'the first two classes' })
    await bench.call('POST', '/network_map/1/activate', { reloadMode: 'broadcast' })
    await waitUntil(() => heard.length === 3, { what: 'what was sent after the cascade had ended' })
    expect(audiences()).toEqual(['event-adjudicator', 'typology-processor', undefined])
  })
})

describe('reloading', () => {
  it('takes over what was saved of what the active map names, and tells others', async () => {
    await activate('none')
    await hear()
    const digest = await bench.activeDigest()
    await bench.call('PUT', '/rule/901@4.0.0/4.0.0', ruleOf({ desc: 'changed' }))
    expect(await bench.activeDigest()).toBe(digest)
    expect(await bench.call('POST', '/network_map/reload', { reloadMode: 'broadcast' })).toMatchObject({
      status: 200,
      body: { event: 'network-map.activated', dispatched: true, outcome: 'published' },
    })
    expect(await bench.activeDigest()).not.toBe(digest)
    await waitUntil(() => heard.length > 0, { what: 'the event' })
    const cascade = await bench.call('POST', '/network_map/reload', { reloadMode: 'cascade' })
    expect(cascade.body).toMatchObject({ dispatched: true, outcome: 'cascade initiated' })
  })

  it('needs an active map that is complete', async () => {
    expect(await bench.call('POST', '/network_map/reload', { reloadMode: 'broadcast' })).toMatchObject({
      status: 404,
      body: { message: 'No active network map' },
    })
    await activate('none')
    await bench.call('DELETE', '/rule/901@4.0.0/4.0.0')
    expect(await bench.call('POST', '/network_map/reload', { reloadMode: 'broadcast' })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('901@4.0.0') as unknown },
    })
  })

  it.each([undefined, {}, { reloadMode: 'none' }, { reloadMode: 'x' }])(
    'is not asked for with %j',
    async (body) => {
      expect(await bench.call('POST', '/network_map/reload', body)).toMatchObject({
        status: 400,
        body: { message: 'reloadMode must be one of: broadcast, cascade' },
      })
    },
  )
})

describe('while NATS is away', () => {
  it('activations take effect, and say that nobody could be told; later ones can be', async () => {
    const server = await startNats({ jetstream: false })
    const away = connectServiceChannel({ connection: { servers: [server.url], name: 'test' }, log })
    const other = await ConfigurationBench.open({ channel: away })
    try {
      await other.saveParts()
      await other.saveMap('1')
      const dispatched = async (): Promise<unknown> => {
        const { body } = await other.call('POST', '/network_map/1/activate')
        return (body as { readonly reloadDispatched: unknown }).reloadDispatched
      }
      await waitUntil(async () => JSON.stringify(await dispatched()).includes('published'), {
        what: 'a connection',
      })
      await server.kill()
      expect(await dispatched()).toEqual({ status: false, outcome: 'service channel unavailable' })
      expect(await other.call('POST', '/network_map/reload', { reloadMode: 'broadcast' })).toMatchObject({
        status: 503,
        body: {
          error: 'service channel unavailable',
          event: 'network-map.activated',
          dispatched: false,
        },
      })
      expect(await other.activeMaps()).toEqual(['1'])
    } finally {
      await other.admin.close()
      await away.close()
      await server.stop()
    }
  })
})
