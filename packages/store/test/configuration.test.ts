import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import {
  activateConfiguration,
  createConfigurationCatalog,
  listActivations,
  UnusableConfigurationError,
} from '@pantau/store'
import type { ConfigurationCatalog } from '@pantau/store'
import { waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const NOW_MS = Date.UTC(2026, 10, 20)
const FIRST = defaultConfigurationSet()
const SECOND = { ...FIRST, networkMap: { ...FIRST.networkMap, cfg: '4.1.0' } }

let store: OpenStore
const catalogs: ConfigurationCatalog[] = []

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await store.pool.query({
    text: `TRUNCATE configuration.activation, configuration.snapshot, configuration.network_map, configuration.rule,
      configuration.typology, audit.configuration_activation`,
  })
})
afterEach(async () => {
  await Promise.all(catalogs.splice(0).map((catalog) => catalog.close()))
})

async function openCatalog(
  compile: Parameters<typeof createConfigurationCatalog>[0]['compile'] = (candidate) =>
    compileConfiguration(candidate, ruleRegistry),
): Promise<ConfigurationCatalog> {
  const catalog = await createConfigurationCatalog({
    pool: store.pool,
    compile,
    onRefreshFailed: (error) => {
      throw error
    },
  })
  catalogs.push(catalog)
  return catalog
}

function activate(tenantId: string, set: typeof FIRST): Promise<string> {
  return activateConfiguration(store.pool, { tenantId, set, nowMs: NOW_MS })
}

describe('configuration', () => {
  test('activation stores the parts and the whole, and leaves one active map', async () => {
    const first = await activate('DEFAULT', FIRST)
    const second = await activate('DEFAULT', SECOND)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).not.toBe(first)
    expect(
      await store.pool.query({ text: 'SELECT cfg, active FROM configuration.network_map ORDER BY cfg' }),
    ).toEqual([
      { cfg: '4.0.0', active: false },
      { cfg: '4.1.0', active: true },
    ])
    expect(await store.pool.query({ text: 'SELECT count(*) FROM configuration.rule' })).toEqual([
      { count: 3 },
    ])
    expect((await listActivations(store.pool)).map(({ tenantId, digest }) => [tenantId, digest])).toEqual([
      ['DEFAULT', second],
    ])
    expect(
      await store.pool.query({ text: 'SELECT digest FROM audit.configuration_activation ORDER BY id' }),
    ).toEqual([{ digest: first }, { digest: second }])
  })

  test('the same set has the same digest, whoever activates it and in whatever order its keys are', async () => {
    const { networkMap, rules, typologies } = FIRST
    const mine = await activate('DEFAULT', FIRST)
    const theirs = await activate('OTHER', { typologies, rules, networkMap })
    expect(theirs).toBe(mine)
    expect(await store.pool.query({ text: 'SELECT count(*) FROM configuration.snapshot' })).toEqual([
      { count: 1 },
    ])
  })

  test('a running catalog takes over a new activation, and still knows the old one', async () => {
    const first = await activate('DEFAULT', FIRST)
    const catalog = await openCatalog()
    expect(catalog.active('DEFAULT')?.digest).toBe(first)
    expect(catalog.active('OTHER')).toBeUndefined()

    const second = await activate('DEFAULT', SECOND)
    await waitUntil(() => catalog.active('DEFAULT')?.digest === second, { what: 'the new configuration' })

    expect((await catalog.byDigest(first))?.compiled.networkMapCfg).toBe('4.0.0')
    expect((await catalog.byDigest(second))?.compiled.networkMapCfg).toBe('4.1.0')
    expect(await catalog.byDigest('f'.repeat(64))).toBeUndefined()
  })

  test('a set that this version cannot run is refused for its tenant, and no trouble for the others', async () => {
    await activate('DEFAULT', FIRST)
    const other = await activate('OTHER', SECOND)
    const told: unknown[] = []
    const catalog = await createConfigurationCatalog({
      pool: store.pool,
      compile: (candidate) =>
        JSON.stringify(candidate).includes('"cfg":"4.1.0"')
          ? compileConfiguration(candidate, ruleRegistry)
          : compileConfiguration(candidate, { find: () => undefined }),
      onRefreshFailed: (error) => told.push(error),
    })
    catalogs.push(catalog)
    expect(catalog.active('OTHER')?.digest).toBe(other)
    expect(() => catalog.active('DEFAULT')).toThrow(UnusableConfigurationError)
    expect(told).toEqual([expect.any(UnusableConfigurationError)])
  })
})
