import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import {
  activateNetworkMap,
  createParts,
  deactivateNetworkMap,
  deleteConfiguration,
  listActivations,
  listConfigurations,
  readConfiguration,
  readSnapshot,
  replacePart,
  saveNetworkMap,
} from '@pantau/store'
import type {
  ActivateOutcome,
  ConfigurationChange,
  ConfigurationDocument,
  MapDocument,
  PartDocument,
  SaveMapOutcome,
  StorePool,
} from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const NOW_MS = Date.UTC(2026, 10, 20)
const NOW = '2026-11-20T00:00:00.000Z'
const LATER_MS = NOW_MS + 60_000
const LATER = '2026-11-20T00:01:00.000Z'
const SET = defaultConfigurationSet()

let store: OpenStore
let pool: StorePool
let tenantId = ''
let tenants = 0

beforeAll(async () => {
  store = await openStore()
  pool = store.pool
})
afterAll(() => store.close())
beforeEach(() => {
  tenants += 1
  tenantId = `tenant-${tenants}`
})

function change(rest: Partial<ConfigurationChange> = {}): ConfigurationChange {
  return { tenantId, changedBy: 'author@bank', nowMs: NOW_MS, ...rest }
}

function part(id: string, cfg = '1', rest: ConfigurationDocument = {}): PartDocument {
  return { id, cfg, ...rest }
}

function mapOf(cfg: string, active = false): MapDocument {
  return { ...SET.networkMap, cfg, active }
}

function compile(candidate: unknown): ReturnType<typeof compileConfiguration> {
  return compileConfiguration(candidate, ruleRegistry)
}

function save(map: MapDocument, action: 'create' | 'replace' = 'create'): Promise<SaveMapOutcome> {
  return saveNetworkMap(pool, { ...change(), action, map, compile })
}

function activate(cfg?: string, nowMs = NOW_MS): Promise<ActivateOutcome> {
  return activateNetworkMap(pool, { ...change({ nowMs }), compile, ...(cfg === undefined ? {} : { cfg }) })
}

async function saveParts(): Promise<void> {
  expect((await createParts(pool, 'rule', SET.rules, change())).kind).toBe('created')
  expect((await createParts(pool, 'typology', SET.typologies, change())).kind).toBe('created')
}

/** Everything that is configured for the tenant, as rows. */
function everything(): Promise<readonly unknown[]> {
  return pool.query({
    text: `SELECT configuration::text AS row FROM configuration.network_map WHERE tenantid = $1
      UNION ALL SELECT configuration::text FROM configuration.rule WHERE tenantid = $1
      UNION ALL SELECT configuration::text FROM configuration.typology WHERE tenantid = $1
      UNION ALL SELECT digest FROM configuration.activation WHERE tenant_id = $1
      UNION ALL SELECT target FROM audit.change WHERE tenant_id = $1
      ORDER BY 1`,
    values: [tenantId],
  })
}

async function activeDigest(): Promise<string | undefined> {
  return (await listActivations(pool)).find((activation) => activation.tenantId === tenantId)?.digest
}

async function activeMaps(): Promise<readonly unknown[]> {
  const rows = await pool.query<{ cfg: string }>({
    text: 'SELECT cfg FROM configuration.network_map WHERE tenantid = $1 AND active',
    values: [tenantId],
  })
  return rows.map(({ cfg }) => cfg)
}

function auditOf(target: string): Promise<readonly unknown[]> {
  return pool.query({
    text: `SELECT action, changed_by, before::jsonb ->> 'desc' AS before, after::jsonb ->> 'desc' AS after
      FROM audit.change WHERE tenant_id = $1 AND target = $2 ORDER BY id`,
    values: [tenantId, target],
  })
}

describe('rules and typologies', () => {
  test('are saved with their owner and times, whatever the document says of them', async () => {
    const given = part('r', '1', { tenantId: 'OTHER', creDtTm: 'never', updDtTm: 'never', config: { a: 1 } })
    const stored = { id: 'r', cfg: '1', config: { a: 1 }, tenantId, creDtTm: NOW, updDtTm: NOW }
    expect(await createParts(pool, 'rule', [given], change())).toEqual({
      kind: 'created',
      documents: [stored],
    })
    const ref = { kind: 'rule', id: 'r', cfg: '1' } as const
    expect(await readConfiguration(pool, tenantId, ref)).toEqual(stored)
    expect(await readConfiguration(pool, 'OTHER', ref)).toBeUndefined()
    expect(await readConfiguration(pool, tenantId, { ...ref, kind: 'typology' })).toBeUndefined()
  })

  test.each(['rule', 'typology'] as const)('%s: all of a batch are created, or none', async (kind) => {
    await createParts(pool, kind, [part('a')], change())
    const before = await everything()
    for (const batch of [
      [part('b'), part('a')],
      [part('c'), part('c')],
    ]) {
      expect(await createParts(pool, kind, batch, change())).toEqual({ kind: 'exists' })
    }
    expect(await everything()).toEqual(before)
    const others = [part('a', '2'), part('b', '1')]
    expect((await createParts(pool, kind, others, change())).kind).toBe('created')
    const elsewhere = change({ tenantId: `${tenantId}-b` })
    expect((await createParts(pool, kind, [part('a')], elsewhere)).kind).toBe('created')
  })

  test('are replaced and deleted under their key, which the audit trail shows', async () => {
    const key = { kind: 'rule', id: 'r', cfg: '1' } as const
    expect(await replacePart(pool, 'rule', part('r'), change())).toBeUndefined()
    expect(await deleteConfiguration(pool, key, change())).toBe(false)
    await createParts(pool, 'rule', [part('r', '1', { desc: 'one' })], change())
    const second = change({ nowMs: LATER_MS, changedBy: 'editor@bank' })
    expect(
      await replacePart(pool, 'rule', part('r', '1', { desc: 'two' }), { ...second, tenantId: 'X' }),
    ).toBeUndefined()
    expect(await replacePart(pool, 'rule', part('r', '1', { desc: 'two' }), second)).toEqual({
      id: 'r',
      cfg: '1',
      desc: 'two',
      tenantId,
      creDtTm: NOW,
      updDtTm: LATER,
    })
    expect(await deleteConfiguration(pool, key, { ...change(), tenantId: 'X' })).toBe(false)
    expect(await deleteConfiguration(pool, key, change())).toBe(true)
    expect(await readConfiguration(pool, tenantId, key)).toBeUndefined()
    expect(await auditOf('["r","1"]')).toEqual([
      { action: 'create rule', changed_by: 'author@bank', before: null, after: 'one' },
      { action: 'replace rule', changed_by: 'editor@bank', before: 'one', after: 'two' },
      { action: 'delete rule', changed_by: 'author@bank', before: 'two', after: null },
    ])
  })
})

describe('lists', () => {
  const all = { limit: 100, offset: 0, sort: 'id', descending: false } as const

  async function keysOf(rest: object): Promise<readonly [readonly string[], number]> {
    const page = await listConfigurations(pool, { tenantId, kind: 'rule', ...all, ...rest })
    return [page.documents.map(({ id, cfg }) => `${String(id)} ${String(cfg)}`), page.total]
  }

  test('are sorted, filtered and cut into pages', async () => {
    const parts = ['b 1', 'a 2', 'c 1', 'a 1'].map((key) => part(key.slice(0, 1), key.slice(2)))
    await createParts(pool, 'rule', parts, change())
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

  test('tell active maps from others', async () => {
    await saveParts()
    for (const cfg of ['2', '1']) {
      await save(mapOf(cfg))
    }
    await activate('2')
    const cfgsOf = async (rest: object): Promise<readonly unknown[]> =>
      (await listConfigurations(pool, { tenantId, kind: 'network_map', ...all, ...rest })).documents.map(
        ({ cfg }) => cfg,
      )
    expect(await cfgsOf({})).toEqual(['1', '2'])
    expect(await cfgsOf({ active: true })).toEqual(['2'])
    expect(await cfgsOf({ active: false })).toEqual(['1'])
  })
})

describe('activation', () => {
  test('takes the map with everything that it names as one set, and leaves one map active', async () => {
    await saveParts()
    await createParts(pool, 'rule', [part('unnamed')], change())
    await save(mapOf('1'))
    await save(mapOf('2'))
    const first = await activate('1')
    expect(first).toMatchObject({
      kind: 'activated',
      document: { cfg: '1', active: true, tenantId, creDtTm: NOW },
    })
    const second = await activate('2', LATER_MS)
    expect(await activeMaps()).toEqual(['2'])
    const digest = second.kind === 'activated' ? second.digest : undefined
    expect(await activeDigest()).toBe(digest)
    const snapshot = await readSnapshot(pool, digest ?? '')
    // The default map names event-flow control without a configuration of its own.
    const named = SET.rules.filter(({ id }) => !id.startsWith('EFRuP'))
    const sets = { networkMap: mapOf('2', true), typologies: SET.typologies }
    expect(snapshot).toEqual({ ...sets, rules: expect.arrayContaining(named) as unknown })
    expect(JSON.stringify(snapshot)).not.toContain('unnamed')
  })

  test('of the same content is the same set, whenever it is made and whoever owns it', async () => {
    const digests = []
    for (const owner of [`${tenantId}-a`, `${tenantId}-b`]) {
      tenantId = owner
      await saveParts()
      await save(mapOf('1'))
      digests.push(await activate('1', NOW_MS), await activate('1', LATER_MS))
    }
    const values = digests.map((outcome) => (outcome.kind === 'activated' ? outcome.digest : outcome.kind))
    expect(new Set(values).size).toBe(1)
  })

  test('is refused as a whole when anything is missing or wrong, with every problem', async () => {
    await createParts(pool, 'rule', SET.rules.slice(0, 1), change())
    await save(mapOf('1'))
    const before = await everything()
    const outcome = await activate('1')
    expect(outcome.kind).toBe('refused')
    expect(outcome.kind === 'refused' ? outcome.problems.length : 0).toBeGreaterThan(1)
    expect(await everything()).toEqual(before)
    expect(await activate('9')).toEqual({ kind: 'unknown' })
    expect(await activate()).toEqual({ kind: 'unknown' })
  })

  test('again takes over what was saved since; what was accepted before keeps its set', async () => {
    await saveParts()
    await save(mapOf('1', true))
    const old = await activeDigest()
    const [rule] = SET.rules
    await replacePart(
      pool,
      'rule',
      { ...rule, id: rule?.id ?? '', cfg: rule?.cfg ?? '', desc: 'new' },
      change(),
    )
    expect(await activeDigest()).toBe(old)
    const reloaded = await activate()
    expect(reloaded).toMatchObject({ kind: 'activated', document: { cfg: '1', active: true } })
    expect(await activeDigest()).not.toBe(old)
    expect(JSON.stringify(await readSnapshot(pool, (await activeDigest()) ?? ''))).toContain('"new"')
    expect(await readSnapshot(pool, old ?? '')).toBeDefined()
  })

  test('of several maps at once leaves one, and what runs is that one', async () => {
    await saveParts()
    const cfgs = ['1', '2', '3', '4']
    for (const cfg of cfgs) {
      await save(mapOf(cfg))
    }
    const outcomes = await Promise.all(cfgs.map((cfg) => activate(cfg)))
    expect(outcomes.map(({ kind }) => kind)).toEqual(cfgs.map(() => 'activated'))
    const [active] = await activeMaps()
    expect(await activeMaps()).toHaveLength(1)
    expect(await readSnapshot(pool, (await activeDigest()) ?? '')).toMatchObject({
      networkMap: { cfg: active },
    })
  })
})

describe('network maps', () => {
  test('that say they are active become so when they are saved', async () => {
    await saveParts()
    expect(await save(mapOf('1', true))).toMatchObject({ kind: 'saved', document: { active: true } })
    expect(await activeMaps()).toEqual(['1'])
    const digest = await activeDigest()
    expect(digest).toBeDefined()
    const renamed = { ...mapOf('1', true), messages: [], name: 'Empty' }
    expect(await save(renamed, 'replace')).toMatchObject({ kind: 'saved' })
    expect(await activeDigest()).not.toBe(digest)
    expect(await save(mapOf('1'), 'replace')).toMatchObject({ kind: 'saved', document: { active: false } })
    expect(await activeMaps()).toEqual([])
    expect(await activeDigest()).toBeUndefined()
  })

  test('are refused without a trace', async () => {
    await saveParts()
    await save(mapOf('1', true))
    await save(mapOf('2'))
    const before = await everything()
    expect(await save(mapOf('1'))).toEqual({ kind: 'exists' })
    expect(await save(mapOf('9'), 'replace')).toEqual({ kind: 'unknown' })
    expect(await save(mapOf('2', true), 'replace')).toEqual({ kind: 'another-active' })
    expect(await save(mapOf('3', true))).toEqual({ kind: 'another-active' })
    const [message] = SET.networkMap.messages
    const broken = { ...mapOf('1', true), messages: [{ ...message, txTp: 'pacs.008.001.10' }] }
    expect(await save(broken, 'replace')).toMatchObject({ kind: 'refused' })
    expect(await everything()).toEqual(before)
  })

  test('go out of force when deactivated or deleted', async () => {
    await saveParts()
    await save(mapOf('1', true))
    await save(mapOf('2'))
    expect(await deactivateNetworkMap(pool, '9', change())).toBeUndefined()
    expect(await deactivateNetworkMap(pool, '2', change())).toMatchObject({ cfg: '2', active: false })
    expect(await activeMaps()).toEqual(['1'])
    expect(await deactivateNetworkMap(pool, '1', change({ nowMs: LATER_MS }))).toMatchObject({
      active: false,
      updDtTm: LATER,
    })
    expect([await activeMaps(), await activeDigest()]).toEqual([[], undefined])
    await activate('2')
    expect(await deleteConfiguration(pool, { kind: 'network_map', cfg: '2' }, change())).toBe(true)
    expect([await activeMaps(), await activeDigest()]).toEqual([[], undefined])
  })
})
