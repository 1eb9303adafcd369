import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CacheUnavailableError, connectRedis, createRedisPartStore } from '@pantau/cache'
import type { RedisConnection } from '@pantau/cache'
import type { PartStore } from '@pantau/contracts'
import { startRedis, waitUntil } from '@pantau/testkit'
import type { TestRedis } from '@pantau/testkit'
import { LIFETIMES, describePartStoreContract, part } from './part-store-contract.ts'

const silentLog = { info: () => undefined, warn: () => undefined }
const anyPart = part('DEFAULT/pacs.002.001.12/M/digest/2', 0, 'a')

/** A server and two processes' connections to it. */
function redisHarness() {
  let server: TestRedis | undefined
  let connections: readonly RedisConnection[] = []

  return {
    name: 'Redis',
    server(): TestRedis {
      return server ?? expect.unreachable('The harness is not started')
    },
    connection(index: 0 | 1): RedisConnection {
      return connections[index] ?? expect.unreachable('The harness is not started')
    },
    async start() {
      const { url } = (server = await startRedis())
      connections = [connectRedis({ url, log: silentLog }), connectRedis({ url, log: silentLog })]
      await waitUntil(() => connections.every((connection) => connection.isReachable()), {
        what: 'the connections',
      })
    },
    async stop() {
      await Promise.all(connections.map((connection) => connection.close()))
      await server?.stop()
    },
    store(index: 0 | 1): PartStore {
      return createRedisPartStore({ client: this.connection(index).client, lifetimes: LIFETIMES })
    },
    stores(): readonly [PartStore, PartStore] {
      return [this.store(0), this.store(1)]
    },
  }
}

describePartStoreContract(redisHarness())

describe('Redis', () => {
  const harness = redisHarness()
  beforeAll(() => harness.start())
  afterAll(() => harness.stop())

  test('every key expires', async () => {
    const { client } = harness.connection(0)
    // Longer than a busy machine takes between adding and asking.
    const lifetimes = { incompleteMs: 60_000, completeMs: 30_000 }
    await createRedisPartStore({ client, lifetimes }).add([part('a', 0, 'x'), part('b', 0, 'x', 1)])
    const keys = await client.keys('*')
    expect(keys.sort()).toEqual(['pantau:fan-in:a', 'pantau:fan-in:b'])
    for (const key of keys) {
      const ttlMs = await client.pttl(key)
      expect(ttlMs).toBeGreaterThan(0)
      expect(ttlMs).toBeLessThanOrEqual(lifetimes.incompleteMs)
    }
  })

  test('while the server is away adding fails and says when to try again, and works when it is back', async () => {
    const store = harness.store(0)
    await harness.server().kill()
    const failure = await store.add([anyPart]).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CacheUnavailableError)
    expect(failure).toMatchObject({ retryAfterMs: 250 })
    await waitUntil(() => !harness.connection(0).isReachable(), { what: 'the loss to be noticed' })
    await harness.server().restart()
    const [collected] = await waitUntil(() => store.add([anyPart]), { what: 'the cache to be back' })
    expect(collected?.parts.size).toBe(1)
    await waitUntil(() => harness.connection(0).isReachable() && harness.connection(1).isReachable(), {
      what: 'the connections',
    })
  })

  test('a server that hangs is given up on in time', async () => {
    const { client } = harness.connection(1)
    // Who waits for the pause to end gets an answer, and no error.
    await client.call('CLIENT', 'PAUSE', '2500', 'ALL')
    await expect(harness.store(1).add([anyPart])).rejects.toThrow(CacheUnavailableError)
    await waitUntil(() => harness.store(1).add([anyPart]), { what: 'the pause to end' })
  })

  test('a server that is full is a server that is away', async () => {
    const { client } = harness.connection(0)
    await client.config('SET', 'maxmemory', '1')
    await expect(harness.store(0).add([anyPart])).rejects.toThrow(CacheUnavailableError)
    await client.config('SET', 'maxmemory', '0')
    expect(await harness.store(0).add([anyPart])).toHaveLength(1)
  })

  test('a key of another kind is a programming error', async () => {
    const { client } = harness.connection(0)
    await client.set('pantau:fan-in:taken', 'x', 'PX', 10_000)
    const failure = await harness
      .store(0)
      .add([part('taken', 0, 'x')])
      .catch((error: unknown) => error)
    expect(failure).not.toBeInstanceOf(CacheUnavailableError)
    expect(String(failure)).toContain('WRONGTYPE')
  })

  test('a process comes up while the server is not there', async () => {
    const connection = connectRedis({ url: 'redis://127.0.0.1:1', log: silentLog })
    const store = createRedisPartStore({ client: connection.client, lifetimes: LIFETIMES })
    expect(connection.isReachable()).toBe(false)
    await expect(store.add([anyPart])).rejects.toThrow(CacheUnavailableError)
    await connection.close()
  })
})
