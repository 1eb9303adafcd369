import { createLayoutSource, createLayouts, insertLayouts } from '@pantau/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LAYOUTS_KEPT_MAX } from '../src/layout/create-layout-source.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

async function insert(names: readonly string[]): Promise<string> {
  const layout = createLayouts().of(names)
  await store.pool.query(insertLayouts([layout]))
  return layout.id
}

test('a layout is read once, and then at hand', async () => {
  const id = await insert(['conditions', 'payee-history'])
  const source = createLayoutSource(store.pool)
  const layout = await source.layoutOf(id)
  expect(layout?.keys).toEqual(['conditions', 'payee-history'])
  const before = store.pool.roundTrips()
  expect(await source.layoutOf(id)).toBe(layout)
  expect(store.pool.roundTrips()).toBe(before)
})

test('one that is not on record is found as soon as it is', async () => {
  const names = ['returning-flow']
  const { id } = createLayouts().of(names)
  const source = createLayoutSource(store.pool)
  expect(await source.layoutOf(id)).toBeUndefined()
  await insert(names)
  expect((await source.layoutOf(id))?.keys).toEqual(names)
})

test('of more than are kept, the one used longest ago is read again', async () => {
  const source = createLayoutSource(store.pool)
  const [first, second] = [await insert(['first']), await insert(['second'])]
  const kept = await source.layoutOf(first)
  const dropped = await source.layoutOf(second)
  for (let other = 0; other < LAYOUTS_KEPT_MAX - 1; other += 1) {
    await source.layoutOf(await insert([`other ${other}`]))
    await source.layoutOf(first)
  }
  expect(await source.layoutOf(first)).toBe(kept)
  expect(await source.layoutOf(second)).not.toBe(dropped)
})
