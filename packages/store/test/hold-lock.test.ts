import { holdLock, StoreUnavailableError } from '@pantau/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

describe('lock', () => {
  test('lets one holder in at a time, and the next one after it', async () => {
    const inside = await holdLock(store.pool, 'reconciler', () =>
      holdLock(store.pool, 'reconciler', async () => 'second'),
    )
    expect(inside).toEqual({ result: undefined })
    expect(await holdLock(store.pool, 'reconciler', async () => 'next')).toEqual({ result: 'next' })
  })

  test('different names do not exclude each other', async () => {
    const inside = await holdLock(store.pool, 'one', () => holdLock(store.pool, 'two', async () => 'both'))
    expect(inside).toEqual({ result: { result: 'both' } })
  })

  test('is given up when the work fails', async () => {
    await expect(
      holdLock(store.pool, 'reconciler', () => Promise.reject(new Error('the work failed'))),
    ).rejects.toThrow('the work failed')
    expect(await holdLock(store.pool, 'reconciler', async () => 'next')).toEqual({ result: 'next' })
  })

  test('is lost with its connection, and its holder is told', async () => {
    const holding = holdLock(store.pool, 'reconciler', async (check) => {
      await store.pool.query({
        text: `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      })
      await check()
    })
    await expect(holding).rejects.toThrow(StoreUnavailableError)
    expect(await holdLock(store.pool, 'reconciler', async () => 'next')).toEqual({ result: 'next' })
  })
})
