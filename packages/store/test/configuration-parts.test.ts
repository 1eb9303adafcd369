import {
  createParts,
  deleteConfiguration,
  listConfigurations,
  readConfiguration,
  replacePart,
} from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ConfigurationBench, LATER, LATER_MS, NOW, part } from './configuration-bench.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const EVERYTHING = { limit: 100, offset: 0, sort: 'id', descending: false } as const

let store: OpenStore
let pool: StorePool
let bench: ConfigurationBench
let tenants = 0

beforeAll(async () => {
  store = await openStore()
  pool = store.pool
})
afterAll(() => store.close())
beforeEach(() => {
  tenants += 1
  bench = new ConfigurationBench(pool, `tenant-${tenants}`)
})

describe('rules and typologies', () => {
  test('are saved with their owner and times, whatever the document says of them', async () => {
    const given = part('r', '1', { tenantId: 'OTHER', creDtTm: 'never', updDtTm: 'never', config: { a: 1 } })
    const stored = {
      id: 'r',
      cfg: '1',
      config: { a: 1 },
      tenantId: bench.tenantId,
      creDtTm: NOW,
      updDtTm: NOW,
    }
    expect(await createParts(pool, 'rule', [given], bench.change())).toEqual({
      kind: 'created',
      documents: [stored],
    })
    const ref = { kind: 'rule', id: 'r', cfg: '1' } as const
    expect(await readConfiguration(pool, bench.tenantId, ref)).toEqual(stored)
    expect(await readConfiguration(pool, 'OTHER', ref)).toBeUndefined()
    expect(await readConfiguration(pool, bench.tenantId, { ...ref, kind: 'typology' })).toBeUndefined()
  })

  test.each(['rule', 'typology'] as const)('%s: all of a batch are created, or none', async (kind) => {
    await createParts(pool, kind, [part('a')], bench.change())
    const before = await bench.everything()
    for (const batch of [
      [part('b'), part('a')],
      [part('c'), part('c')],
    ]) {
      expect(await createParts(pool, kind, batch, bench.change())).toEqual({ kind: 'exists' })
    }
    expect(await bench.everything()).toEqual(before)
    const others = [part('a', '2'), part('b', '1')]
    expect((await createParts(pool, kind, others, bench.change())).kind).toBe('created')
    const elsewhere = bench.change({ tenantId: `${bench.tenantId}-b` })
    expect((await createParts(pool, kind, [part('a')], elsewhere)).kind).toBe('created')
  })

  test('are replaced and deleted under their key, which the audit trail shows', async () => {
    const key = { kind: 'rule', id: 'r', cfg: '1' } as const
    expect(await replacePart(pool, 'rule', part('r'), bench.change())).toBeUndefined()
    expect(await deleteConfiguration(pool, key, bench.change())).toBe(false)
    await createParts(pool, 'rule', [part('r', '1', { desc: 'one' })], bench.change())
    const second = bench.change({ nowMs: LATER_MS, changedBy: 'editor@bank' })
    expect(
      await replacePart(pool, 'rule', part('r', '1', { desc: 'two' }), { ...second, tenantId: 'X' }),
    ).toBeUndefined()
    expect(await replacePart(pool, 'rule', part('r', '1', { desc: 'two' }), second)).toEqual({
      id: 'r',
      cfg: '1',
      desc: 'two',
      tenantId: bench.tenantId,
      creDtTm: NOW,
      updDtTm: LATER,
    })
    expect(await deleteConfiguration(pool, key, { ...bench.change(), tenantId: 'X' })).toBe(false)
    expect(await deleteConfiguration(pool, key, bench.change())).toBe(true)
    expect(await readConfiguration(pool, bench.tenantId, key)).toBeUndefined()
    expect(await bench.auditOf('["r","1"]')).toEqual([
      { action: 'create rule', changed_by: 'author@bank', before: null, after: 'one' },
      { action: 'replace rule', changed_by: 'editor@bank', before: 'one', after: 'two' },
      { action: 'delete rule', changed_by: 'author@bank', before: 'two', after: null },
    ])
  })
})

async function keysOf(rest: object): Promise<readonly [readonly string[], number]> {
  const page = await listConfigurations(pool, {
    tenantId: bench.tenantId,
    kind: 'rule',
    ...EVERYTHING,
    ...rest,
  })
  return [page.documents.map(({ id, cfg }) => `${String(id)} ${String(cfg)}`), page.total]
}

describe('lists', () => {
  test('are sorted, filtered and cut into pages', async () => {
    const parts = ['b 1', 'a 2', 'c 1', 'a 1'].map((key) => part(key.slice(0, 1), key.slice(2)))
    await createParts(pool, 'rule', parts, bench.change())
    expect(await keysOf({})).toEqual([['a 1', 'a 2', 'b 1', 'c 1'], 4])
    expect(await keysOf({ descending: true })).toEqual([['c 1', 'b 1', 'a 2', 'a 1'], 4])
    expect(await keysOf({ sort: 'cfg' })).toEqual([['a 1', 'b 1', 'c 1', 'a 2'], 4])
    expect(await keysOf({ limit: 2, offset: 1 })).toEqual([['a 2', 'b 1'], 4])
    expect(await keysOf({ offset: 9 })).toEqual([[], 4])
    expect(await keysOf({ id: 'a' })).toEqual([['a 1', 'a 2'], 2])
    expect(await keysOf({ id: 'a', cfg: '2' })).toEqual([['a 2'], 1])
    const keys = [
      { id: 'c', cfg: '1' },
      { id: 'a', cfg: '2' },
      { id: 'b', cfg: '2' },
    ]
    expect(await keysOf({ keys })).toEqual([['a 2', 'c 1'], 2])
    expect(await keysOf({ keys: [] })).toEqual([[], 0])
    expect(await keysOf({ tenantId: 'OTHER' })).toEqual([[], 0])
  })
})
