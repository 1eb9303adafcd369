import { Redis } from 'ioredis'
import { ServerNotOwnedError, startRedis } from '@pantau/testkit'
import { afterEach, expect, it, vi } from 'vitest'

const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const stop of stops.splice(0).toReversed()) {
    await stop()
  }
})

async function start(options: Parameters<typeof startRedis>[0] = {}) {
  const server = await startRedis(options)
  stops.push(() => server.stop())
  return server
}

async function withClient<T>(url: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await use(client)
  } finally {
    client.disconnect()
  }
}

const write = (url: string): Promise<unknown> => withClient(url, (client) => client.set('key', 'value'))
const read = (url: string): Promise<string | null> => withClient(url, (client) => client.get('key'))

it('forgets over a crash, as a cache may, and answers on the same port again', async () => {
  const server = await start()
  const { pid } = server
  await write(server.url)
  expect(await read(server.url)).toBe('value')
  await server.kill()
  await expect(read(server.url)).rejects.toThrow()
  await server.restart()
  expect(server.pid).not.toBe(pid)
  expect(await read(server.url)).toBeNull()
})

it('keeps its keys over a crash and an orderly restart when that is asked for', async () => {
  const server = await start({ durable: true })
  await write(server.url)
  await server.kill()
  await server.restart()
  expect(await read(server.url)).toBe('value')
  await server.restart()
  expect(await read(server.url)).toBe('value')
})

it('empties the database that its URL names', async () => {
  const server = await start()
  await write(server.url)
  await write(`${server.url}/1`)
  await server.flush()
  expect(await read(server.url)).toBeNull()
  expect(await read(`${server.url}/1`)).toBe('value')
})

it('says why when the wanted port is taken', async () => {
  const server = await start()
  await expect(start({ port: server.port })).rejects.toThrow(/address already in use/i)
})

it('uses a server that the environment names, and never ends it', async () => {
  const server = await start()
  await write(server.url)
  vi.stubEnv('PANTAU_TEST_REDIS_URL', server.url)
  const given = await startRedis()
  expect(given.source).toEqual({ kind: 'environment', detail: 'PANTAU_TEST_REDIS_URL' })
  await expect(given.kill()).rejects.toThrow(ServerNotOwnedError)
  await expect(given.restart()).rejects.toThrow(ServerNotOwnedError)
  await given.stop()
  expect(await read(server.url)).toBe('value')
})
