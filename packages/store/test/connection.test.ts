import { connectStore, RolledBackError, StoreUnavailableError } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { startPostgres, waitUntil } from '@pantau/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore
const lost: Error[] = []

beforeAll(async () => {
  store = await openStore({ poolMax: 1 })
  await store.pool.query({ text: 'CREATE TABLE note (id int8 PRIMARY KEY)' })
})
afterAll(() => store.close())
afterEach(async () => {
  await store.pool.query({ text: 'TRUNCATE note' })
})

function insertNote(id: number) {
  return { name: 'insert-note', text: 'INSERT INTO note (id) VALUES ($1)', values: [id] }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}

function notes(pool = store.pool): Promise<readonly unknown[]> {
  return pool.query({ text: 'SELECT id FROM note ORDER BY id' })
}

describe('an exchange', () => {
  test('sends many statements and waits once', async () => {
    const before = store.pool.roundTrips()
    const answers = await store.pool.session(({ exchange }) =>
      exchange((send) => ({
        inserted: Promise.all([send(insertNote(1)), send(insertNote(2))]),
        read: send<{ id: number }>({ text: 'SELECT id FROM note ORDER BY id' }),
      })),
    )
    expect(answers.read).toEqual([{ id: 1 }, { id: 2 }])
    expect(store.pool.roundTrips() - before).toBe(1)
  })

  test('fails with the first error, which caused the others, and leaves the connection usable', async () => {
    const broken = store.pool.session(({ exchange }) =>
      exchange((send) => ({
        begun: send({ text: 'BEGIN' }),
        first: send(insertNote(1)),
        second: send(insertNote(1)),
        third: send(insertNote(3)),
        committed: send({ text: 'COMMIT' }),
      })),
    )
    await expect(broken).rejects.toMatchObject({ code: '23505' })
    expect(await notes()).toEqual([])
  })

  test('does not take a rollback for a commit', async () => {
    const hidden = store.pool.session(async ({ exchange }) => {
      await exchange((send) => ({ begun: send({ text: 'BEGIN' }), first: send(insertNote(1)) }))
      await exchange((send) => ({ again: send(insertNote(1)) })).catch(() => undefined)
      await exchange((send) => ({ committed: send({ text: 'COMMIT' }) }))
    })
    await expect(hidden).rejects.toThrow(RolledBackError)
  })

  test('reads int8 as an exact number, or not at all', async () => {
    const rows = await store.pool.query({
      text: "SELECT 9007199254740991::int8 AS value, '{}'::int8[] AS none, '{1,-2}'::int8[] AS some",
    })
    expect(rows).toEqual([{ value: Number.MAX_SAFE_INTEGER, none: [], some: [1, -2] }])
    await expect(store.pool.query({ text: 'SELECT 9007199254740992::int8' })).rejects.toThrow(RangeError)
    expect(await notes()).toEqual([])
  })
})

describe('a transaction', () => {
  test('commits what it did, and nothing of it when it fails', async () => {
    const failing = store.pool.transaction(async ({ exchange }) => {
      await exchange((send) => ({ inserted: send(insertNote(1)) }))
      throw new Error('Changed my mind')
    })
    await expect(failing).rejects.toThrow('Changed my mind')
    expect(await notes()).toEqual([])
    await store.pool.transaction(({ exchange }) => exchange((send) => ({ inserted: send(insertNote(2)) })))
    expect(await notes()).toEqual([{ id: 2 }])
  })
})

describe('a database that goes away', () => {
  test('is told as unavailable, while it is used, and the next session has a new connection', async () => {
    const cut = store.pool.session(async ({ exchange }) => {
      await exchange((send) => ({ ended: send({ text: 'SELECT pg_terminate_backend(pg_backend_pid())' }) }))
    })
    await expect(cut).rejects.toThrow(StoreUnavailableError)
    expect(await notes()).toEqual([])
  })

  test('costs nothing but a reconnection while it was idle, and does not end the process', async () => {
    const idle = await connectStore({
      url: store.url,
      applicationName: 'idle-test',
      poolMax: 1,
      statementTimeoutMs: 5_000,
      onConnectionLost: (error) => lost.push(error),
    })
    await store.pool.query({
      text: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'idle-test'",
    })
    await waitUntil(() => lost.length > 0, { what: 'the loss to be told' })
    expect(await notes(idle)).toEqual([])
    await idle.close()
  })

  test('cannot be connected to when it is not there', async () => {
    const url = 'postgres://nobody@127.0.0.1:1/none'
    const connecting = connectStore({ url, applicationName: 'x', poolMax: 1, statementTimeoutMs: 1_000 })
    await expect(connecting).rejects.toThrow(StoreUnavailableError)
  })

  test('a slow statement is ended by the server, and is worth trying again', async () => {
    const hurried = await connectStore({
      url: store.url,
      applicationName: 'hurried-test',
      poolMax: 1,
      statementTimeoutMs: 500,
    })
    await expect(hurried.query({ text: 'SELECT pg_sleep(10)' })).rejects.toMatchObject({
      name: 'StoreUnavailableError',
      cause: { code: '57014' },
    })
    await hurried.close()
  })

  test('comes back, and work goes on', async () => {
    const server = await startPostgres({ private: true })
    let pool: StorePool | undefined
    try {
      pool = await connectStore({
        url: server.url,
        applicationName: 'x',
        poolMax: 2,
        statementTimeoutMs: 5_000,
      })
      await server.kill()
      const killed = pool
      // A session may live on for a moment until it notices that its server is dead.
      const error = await waitUntil(() => killed.query({ text: 'SELECT 1' }).then(() => undefined, toError), {
        what: 'the outage',
      })
      expect(error).toBeInstanceOf(StoreUnavailableError)
      await server.restart()
      const revived = pool
      await waitUntil(async () => (await revived.query({ text: 'SELECT 1' })).length === 1, {
        what: 'the database',
      })
    } finally {
      await pool?.close()
      await server.stop()
    }
  })
})

describe('listening', () => {
  test('brings what is notified on the channel, and nothing else, until it is closed', async () => {
    const pool = await connectStore({
      url: store.url,
      applicationName: 'listen',
      poolMax: 2,
      statementTimeoutMs: 5_000,
    })
    const heard: string[] = []
    const listening = await pool.listen('news', {
      onNotification: (text) => heard.push(text),
      onLost: (error) => lost.push(error),
    })
    await pool.query({
      text: "SELECT pg_notify('other', 'x'), pg_notify('news', 'one'), pg_notify('news', '')",
    })
    await waitUntil(() => heard.length === 2, { what: 'two notifications' })
    expect(heard).toEqual(['one', ''])
    await listening.close()
    await pool.close()
  })

  test('tells once when its connection is lost', async () => {
    const losses: Error[] = []
    const pool = await connectStore({
      url: store.url,
      applicationName: 'listen-lost',
      poolMax: 1,
      statementTimeoutMs: 5_000,
    })
    await pool.listen('news', { onNotification: () => undefined, onLost: (error) => losses.push(error) })
    await store.pool.query({
      text: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'listen-lost'",
    })
    await waitUntil(() => losses.length > 0, { what: 'the loss' })
    // Its place in the pool is free again.
    expect(await pool.query({ text: 'SELECT 1 AS one' })).toEqual([{ one: 1 }])
    await pool.close()
    expect(losses).toHaveLength(1)
  })
})
