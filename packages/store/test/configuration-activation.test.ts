import {
  createParts,
  deactivateNetworkMap,
  deleteConfiguration,
  listConfigurations,
  readSnapshot,
  replacePart,
} from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ConfigurationBench, LATER, LATER_MS, mapOf, NOW, NOW_MS, part, SET } from './configuration-bench.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

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

describe('activation', () => {
  test('takes the map with everything that it names as one set, and leaves one map active', async () => {
    await bench.saveParts()
    await createParts(pool, 'rule', [part('unnamed')], bench.change())
    await bench.save(mapOf('1'))
    await bench.save(mapOf('2'))
    const first = await bench.activate('1')
    expect(first).toMatchObject({
      kind: 'activated',
      document: { cfg: '1', active: true, tenantId: bench.tenantId, creDtTm: NOW },
    })
    const second = await bench.activate('2', LATER_MS)
    expect(await bench.activeMaps()).toEqual(['2'])
    const digest = second.kind === 'activated' ? second.digest : undefined
    expect(await bench.activeDigest()).toBe(digest)
    const snapshot = await readSnapshot(pool, digest ?? '')
    // The default map names event-flow control without a configuration of its own.
    const named = SET.rules.filter(({ id }) => !id.startsWith('EFRuP'))
    const sets = { networkMap: mapOf('2', true), typologies: SET.typologies }
    expect(snapshot).toEqual({ ...sets, rules: expect.arrayContaining(named) as unknown })
    expect(JSON.stringify(snapshot)).not.toContain('unnamed')
  })

  test('of the same content is the same set, whenever it is made and whoever owns it', async () => {
    const digests = []
    for (const owner of [`${bench.tenantId}-a`, `${bench.tenantId}-b`]) {
      bench = new ConfigurationBench(pool, owner)
      await bench.saveParts()
      await bench.save(mapOf('1'))
      digests.push(await bench.activate('1', NOW_MS), await bench.activate('1', LATER_MS))
    }
    const values = digests.map((outcome) => (outcome.kind === 'activated' ? outcome.digest : outcome.kind))
    expect(new Set(values).size).toBe(1)
  })

  test('is refused as a whole when anything is missing or wrong, with every problem', async () => {
    await createParts(pool, 'rule', SET.rules.slice(0, 1), bench.change())
    await bench.save(mapOf('1'))
    const before = await bench.everything()
    const outcome = await bench.activate('1')
    expect(outcome.kind).toBe('refused')
    expect(outcome.kind === 'refused' ? outcome.problems.length : 0).toBeGreaterThan(1)
    expect(await bench.everything()).toEqual(before)
    expect(await bench.activate('9')).toEqual({ kind: 'unknown' })
    expect(await bench.activate()).toEqual({ kind: 'unknown' })
  })

  test('again takes over what was saved since; what was accepted before keeps its set', async () => {
    await bench.saveParts()
    await bench.save(mapOf('1', true))
    const old = await bench.activeDigest()
    const [rule] = SET.rules
    await replacePart(
      pool,
      'rule',
      { ...rule, id: rule?.id ?? '', cfg: rule?.cfg ?? '', desc: 'new' },
      bench.change(),
    )
    expect(await bench.activeDigest()).toBe(old)
    const reloaded = await bench.activate()
    expect(reloaded).toMatchObject({ kind: 'activated', document: { cfg: '1', active: true } })
    expect(await bench.activeDigest()).not.toBe(old)
    expect(JSON.stringify(await readSnapshot(pool, (await bench.activeDigest()) ?? ''))).toContain('"new"')
    expect(await readSnapshot(pool, old ?? '')).toBeDefined()
  })

  test('of several maps at once leaves one, and what runs is that one', async () => {
    await bench.saveParts()
    const cfgs = ['1', '2', '3', '4']
    for (const cfg of cfgs) {
      await bench.save(mapOf(cfg))
    }
    const outcomes = await Promise.all(cfgs.map((cfg) => bench.activate(cfg)))
    expect(outcomes.map(({ kind }) => kind)).toEqual(cfgs.map(() => 'activated'))
    const [active] = await bench.activeMaps()
    expect(await bench.activeMaps()).toHaveLength(1)
    expect(await readSnapshot(pool, (await bench.activeDigest()) ?? '')).toMatchObject({
      networkMap: { cfg: active },
    })
  })
})

async function cfgsOf(rest: { readonly active?: boolean }): Promise<readonly unknown[]> {
  const all = { limit: 100, offset: 0, sort: 'cfg', descending: false } as const
  const query = { tenantId: bench.tenantId, kind: 'network_map', ...all, ...rest } as const
  return (await listConfigurations(pool, query)).documents.map(({ cfg }) => cfg)
}

describe('network maps', () => {
  test('that say they are active become so when they are saved', async () => {
    await bench.saveParts()
    expect(await bench.save(mapOf('1', true))).toMatchObject({ kind: 'saved', document: { active: true } })
    expect(await bench.activeMaps()).toEqual(['1'])
    const digest = await bench.activeDigest()
    expect(digest).toBeDefined()
    const renamed = { ...mapOf('1', true), messages: [], name: 'Empty' }
    expect(await bench.save(renamed, 'replace')).toMatchObject({ kind: 'saved' })
    expect(await bench.activeDigest()).not.toBe(digest)
    expect(await bench.save(mapOf('1'), 'replace')).toMatchObject({
      kind: 'saved',
      document: { active: false },
    })
    expect(await bench.activeMaps()).toEqual([])
    expect(await bench.activeDigest()).toBeUndefined()
  })

  test('are refused without a trace', async () => {
    await bench.saveParts()
    await bench.save(mapOf('1', true))
    await bench.save(mapOf('2'))
    const before = await bench.everything()
    expect(await bench.save(mapOf('1'))).toEqual({ kind: 'exists' })
    expect(await bench.save(mapOf('9'), 'replace')).toEqual({ kind: 'unknown' })
    expect(await bench.save(mapOf('2', true), 'replace')).toEqual({ kind: 'another-active' })
    expect(await bench.save(mapOf('3', true))).toEqual({ kind: 'another-active' })
    const [message] = SET.networkMap.messages
    const broken = { ...mapOf('1', true), messages: [{ ...message, txTp: 'pacs.008.001.10' }] }
    expect(await bench.save(broken, 'replace')).toMatchObject({ kind: 'refused' })
    expect(await bench.everything()).toEqual(before)
  })

  test('go out of force when deactivated or deleted', async () => {
    await bench.saveParts()
    await bench.save(mapOf('1', true))
    await bench.save(mapOf('2'))
    expect(await deactivateNetworkMap(pool, '9', bench.change())).toBeUndefined()
    expect(await deactivateNetworkMap(pool, '2', bench.change())).toMatchObject({ cfg: '2', active: false })
    expect(await bench.activeMaps()).toEqual(['1'])
    expect(await deactivateNetworkMap(pool, '1', bench.change({ nowMs: LATER_MS }))).toMatchObject({
      active: false,
      updDtTm: LATER,
    })
    expect([await bench.activeMaps(), await bench.activeDigest()]).toEqual([[], undefined])
    await bench.activate('2')
    expect(await deleteConfiguration(pool, { kind: 'network_map', cfg: '2' }, bench.change())).toBe(true)
    expect([await bench.activeMaps(), await bench.activeDigest()]).toEqual([[], undefined])
  })

  test('tell active maps from others', async () => {
    await bench.saveParts()
    for (const cfg of ['2', '1']) {
      await bench.save(mapOf(cfg))
    }
    await bench.activate('2')
    expect(await cfgsOf({})).toEqual(['1', '2'])
    expect(await cfgsOf({ active: true })).toEqual(['2'])
    expect(await cfgsOf({ active: false })).toEqual(['1'])
  })
})
