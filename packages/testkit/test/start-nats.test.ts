import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import { ServerNotOwnedError, startNats } from '@pantau/testkit'
import { afterEach, expect, it, vi } from 'vitest'

const stops: (() => Promise<unknown>)[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  for (const stop of stops.splice(0).toReversed()) {
    await stop()
  }
})

async function start(options: Parameters<typeof startNats>[0] = {}) {
  const server = await startNats(options)
  stops.push(() => server.stop())
  return server
}

async function withConnection<T>(url: string, use: (connection: NatsConnection) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: url, reconnect: false, timeout: 5000 })
  try {
    return await use(connection)
  } finally {
    await connection.close()
  }
}

function storeMessage(url: string): Promise<void> {
  return withConnection(url, async (connection) => {
    await (await jetstreamManager(connection)).streams.add({ name: 'KEPT', subjects: ['kept'] })
    await jetstream(connection).publish('kept', 'payload')
  })
}

function streamSizes(url: string): Promise<number[]> {
  return withConnection(url, async (connection) => {
    const streams = await (await jetstreamManager(connection)).streams.list().next()
    return streams.map(({ state }) => state.messages)
  })
}

it('gives a server that is new enough, on the loopback address, and says where it came from', async () => {
  const server = await start()
  const version = await withConnection(server.url, (connection) =>
    Promise.resolve(connection.info?.version ?? ''),
  )
  const [major = 0, minor = 0] = version.split('.').map(Number)
  expect(major > 2 || minor >= 10).toBe(true)
  expect(new URL(server.url).port).toBe(String(server.port))
  expect(server.source.detail).not.toBe('')
})

it('keeps what it stored over a crash, on the same port, and may lose all of it on demand', async () => {
  const server = await start({ syncInterval: 'always' })
  const { pid, url } = server
  await storeMessage(url)
  await server.kill()
  await expect(streamSizes(url)).rejects.toThrow()
  await server.restart()
  expect(server.pid).not.toBe(pid)
  expect(await streamSizes(url)).toEqual([1])
  await server.wipeStore()
  await expect(streamSizes(url)).rejects.toThrow()
  await server.restart()
  expect(await streamSizes(url)).toEqual([])
})

it('keeps what it stored over an orderly restart', async () => {
  const server = await start()
  await storeMessage(server.url)
  await server.restart()
  expect(await streamSizes(server.url)).toEqual([1])
})

it('removes its own folder in the end, and leaves a given one alone', async () => {
  const own = await start()
  await storeMessage(own.url)
  await own.stop()
  await own.stop()
  expect(existsSync(own.storeDir)).toBe(false)

  const given = await mkdtemp(join(tmpdir(), 'pantau-given-'))
  stops.push(() => rm(given, { recursive: true }))
  const server = await start({ storeDir: given })
  await storeMessage(server.url)
  await server.stop()
  expect(await readdir(given)).not.toEqual([])
  await expect(server.restart()).rejects.toThrow('stopped for good')
})

it('can do without JetStream', async () => {
  const server = await start({ jetstream: false })
  await expect(streamSizes(server.url)).rejects.toThrow()
})

it('starts many at once without a clash of ports', async () => {
  const servers = await Promise.all(Array.from({ length: 8 }, () => start()))
  expect(new Set(servers.map(({ port }) => port)).size).toBe(8)
})

it('says why when the wanted port is taken, rather than taking another server for its own', async () => {
  const server = await start()
  await expect(start({ port: server.port })).rejects.toThrow(/address already in use/)
})

it('uses a server that the environment names, and never ends or empties it', async () => {
  const server = await start()
  await storeMessage(server.url)
  vi.stubEnv('PANTAU_TEST_NATS_URL', server.url)
  const given = await startNats()
  expect(given).toMatchObject({
    url: server.url,
    port: server.port,
    source: { kind: 'environment', detail: 'PANTAU_TEST_NATS_URL' },
  })
  await expect(given.kill()).rejects.toThrow(ServerNotOwnedError)
  await expect(given.restart()).rejects.toThrow(ServerNotOwnedError)
  await expect(given.wipeStore()).rejects.toThrow(ServerNotOwnedError)
  await given.stop()
  expect(await streamSizes(server.url)).toEqual([1])
})

it('does without a container engine that does not answer', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nonexistent/docker.sock')
  const server = await start()
  expect(await streamSizes(server.url)).toEqual([])
})
