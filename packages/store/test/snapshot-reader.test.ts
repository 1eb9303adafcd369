import { createSnapshotReader } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

async function insertSnapshot(digest: string, document: unknown): Promise<void> {
  await store.pool.query({
    text: 'INSERT INTO configuration.snapshot (digest, document) VALUES ($1, $2)',
    values: [digest, JSON.stringify(document)],
  })
}

test('a set is read once, however many ask for it', async () => {
  const set = defaultConfigurationSet()
  await insertSnapshot('often', set)
  const snapshots = createSnapshotReader(store.pool)
  const before = store.pool.roundTrips()
  const read = await Promise.all([snapshots.read('often'), snapshots.read('often')])
  expect([...read, await snapshots.read('often')]).toEqual([set, set, set])
  expect(store.pool.roundTrips() - before).toBe(1)
})

test('a set that was not there is asked for again', async () => {
  const set = defaultConfigurationSet()
  const snapshots = createSnapshotReader(store.pool)
  expect(await snapshots.read('later')).toBeUndefined()
  await insertSnapshot('later', set)
  expect(await snapshots.read('later')).toEqual(set)
})

test('a set of a form that this build does not know is said to be unreadable', async () => {
  await insertSnapshot('strange', { networkMap: 1 })
  expect(await createSnapshotReader(store.pool).read('strange')).toBe('unreadable')
})
