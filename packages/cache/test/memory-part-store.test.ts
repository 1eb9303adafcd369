import { expect, test } from 'vitest'
import { MEMORY_PAYMENTS_MAX, createMemoryPartStore } from '@pantau/cache'
import { LIFETIMES, describePartStoreContract, part } from './part-store-contract.ts'

const store = createMemoryPartStore({ lifetimes: LIFETIMES })

describePartStoreContract({
  name: 'memory',
  start: async () => undefined,
  stop: async () => undefined,
  stores: () => [store, store],
})

test('memory: beyond its bound the oldest payments are forgotten', async () => {
  const bounded = createMemoryPartStore({ nowMs: () => 0 })
  for (let payment = 0; payment <= MEMORY_PAYMENTS_MAX; payment += 1) {
    await bounded.add([part(`key-${payment}`, 0, 'a')])
  }
  const collected = await bounded.add([part(`key-${MEMORY_PAYMENTS_MAX}`, 1, 'b'), part('key-0', 1, 'b')])
  expect(collected.map(({ parts }) => [...parts.keys()])).toEqual([[0, 1], [1]])
})
