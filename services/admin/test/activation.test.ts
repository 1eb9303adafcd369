import { readSnapshot } from '@pantau/store'
import { waitUntil } from '@pantau/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ConfigurationBench, mapOf, messageOf, NOW, ruleOf } from './configuration-bench.ts'
import type { Document } from './configuration-bench.ts'
import { acceptPayment, evaluate, openCatalog } from './evaluate-payment.ts'

const UNTOLD = { status: false, outcome: 'service channel unavailable' }

let bench: ConfigurationBench
beforeAll(async () => {
  bench = await ConfigurationBench.open()
})
afterAll(() => bench.admin.close())
beforeEach(() => bench.startOver())

/** A message of a map with one typology, whose rule is as given. */
function messagesOf(rule: Document): readonly unknown[] {
  const typology = { id: 'typology-processor', cfg: 'nowhere@1', rules: [rule] }
  return [{ id: '004@4.0.0', cfg: '4.0.0', txTp: 'pacs.002.001.12', typologies: [typology] }]
}

describe('a network map', () => {
  it('is created, read, replaced and deleted', async () => {
    const { status, body } = await bench.call('POST', '/network_map', mapOf('1'))
    expect(status).toBe(201)
    expect(body).toMatchObject({
      active: false,
      name: 'Default',
      cfg: '1',
      tenantId: bench.tenantId,
      creDtTm: NOW,
      updDtTm: NOW,
    })
    expect(await bench.call('GET', '/network_map/1')).toMatchObject({ status: 200, body })
    expect(await bench.call('PUT', '/network_map/1', { ...mapOf('1'), name: 'Other' })).toMatchObject({
      status: 200,
      body: { name: 'Other' },
    })
    expect(await bench.call('DELETE', '/network_map/1')).toMatchObject({
      status: 200,
      body: { success: true },
    })
    const notFound = { status: 404, body: { message: 'Not found' } }
    expect(await bench.call('GET', '/network_map/1')).toMatchObject(notFound)
    expect(await bench.call('PUT', '/network_map/1', mapOf('1'))).toMatchObject(notFound)
    expect(await bench.call('DELETE', '/network_map/1')).toMatchObject(notFound)
    expect(await bench.call('POST', '/network_map/1/activate')).toMatchObject(notFound)
    expect(await bench.call('POST', '/network_map/1/deactivate')).toMatchObject(notFound)
  })

  it.each<[string, Document, string]>([
    ['without its parts', { messages: undefined }, "body must have required property 'messages'"],
    [
      'for a message that is none',
      { messages: [{ id: 'a', cfg: 'b', txTp: 'x', typologies: [] }] },
      'allowed values',
    ],
    ['that is a list', { active: 'perhaps' }, 'body/active must be boolean'],
    [
      'that maps a message twice',
      { messages: [...messagesOf({ id: 'r', cfg: '1' }), ...messagesOf({ id: 'r', cfg: '1' })] },
      'body/messages/1/txTp pacs.002.001.12 is mapped twice',
    ],
  ])('%s is refused', async (_what, changes, reason) => {
    const answer = await bench.call('POST', '/network_map', { ...mapOf('1'), ...changes })
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(reason)])
  })

  it('exists once, and only one is active', async () => {
    await bench.saveParts()
    await bench.saveMap('1', true)
    expect(await bench.call('POST', '/network_map', mapOf('1'))).toMatchObject({
      status: 409,
      body: { statusCode: 409, code: 'PANTAU_CONFIGURATION_EXISTS' },
    })
    expect(await bench.call('POST', '/network_map', mapOf('2', true))).toMatchObject({
      status: 409,
      body: { statusCode: 409, code: 'PANTAU_ANOTHER_MAP_ACTIVE' },
    })
    expect(await bench.activeMaps()).toEqual(['1'])
    expect((await bench.call('GET', '/network_map/2')).status).toBe(404)
  })

  it('saved as active is in force, and out of it when saved as not', async () => {
    await bench.saveParts()
    await bench.saveMap('1', true)
    expect(await bench.activeDigest()).toMatch(/^[0-9a-f]{64}$/)
    expect((await bench.call('PUT', '/network_map/1', mapOf('1'))).status).toBe(200)
    expect(await bench.activeDigest()).toBeUndefined()
    const refused = await bench.call('PUT', '/network_map/1', {
      ...mapOf('1', true),
      messages: messagesOf({ id: 'nobody@1', cfg: '1' }),
    })
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.stringContaining('nobody@1')])
    expect(await bench.activeDigest()).toBeUndefined()
  })
})

describe('activation', () => {
  it('puts one map into force instead of another', async () => {
    await bench.saveParts()
    await bench.saveMap('1', true)
    await bench.saveMap('2')
    const before = await bench.activeDigest()
    const { status, body } = await bench.call('POST', '/network_map/2/activate')
    expect([status, body]).toEqual([
      200,
      {
        data: { ...mapOf('2', true), tenantId: bench.tenantId, creDtTm: NOW, updDtTm: NOW },
        reloadDispatched: UNTOLD,
      },
    ])
    expect(await bench.activeMaps()).toEqual(['2'])
    expect(await bench.activeDigest()).not.toBe(before)
    expect(await readSnapshot(bench.admin.pool, (await bench.activeDigest()) ?? '')).toMatchObject({
      networkMap: { cfg: '2', active: true },
    })
  })

  it.each<[unknown, unknown]>([
    [undefined, UNTOLD],
    [{}, UNTOLD],
    [{ reloadMode: 'broadcast' }, UNTOLD],
    [{ reloadMode: 'cascade' }, UNTOLD],
    [{ reloadMode: 'none' }, { status: false, outcome: 'suppressed' }],
  ])('with %j tells so of others', async (mode, reloadDispatched) => {
    await bench.saveParts()
    await bench.saveMap('1')
    expect(await bench.call('POST', '/network_map/1/activate', mode)).toMatchObject({
      status: 200,
      body: { reloadDispatched },
    })
  })

  it.each([{ reloadMode: 'all' }, { reloadMode: null }, { reloadMode: 5 }, [], 5, '"broadcast"'])(
    'does not know %j',
    async (mode) => {
      await bench.saveParts()
      await bench.saveMap('1')
      expect(await bench.call('POST', '/network_map/1/activate', mode)).toMatchObject({
        status: 400,
        body: { message: 'reloadMode must be one of: none, broadcast, cascade' },
      })
      expect(await bench.activeDigest()).toBeUndefined()
    },
  )

  it('of a map that is not complete says everything that is missing, and changes nothing', async () => {
    await bench.saveMap('1')
    const answer = await bench.call('POST', '/network_map/1/activate')
    expect(answer.status).toBe(400)
    const problems = messageOf(answer).split('; ')
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringContaining('no configuration of rule 901@4.0.0 with cfg 4.0.0'),
        expect.stringContaining('no configuration of rule 902@4.0.0 with cfg 4.0.0'),
        expect.stringContaining('no typology typology-processor with cfg 999-901-902@4.0.0'),
      ]),
    )
    expect(await bench.call('GET', '/network_map/1')).toMatchObject({ body: { active: false } })
    expect(await bench.activeDigest()).toBeUndefined()
  })

  it('ends with deactivation, which can be asked for again', async () => {
    await bench.saveParts()
    await bench.saveMap('1', true)
    for (const _time of [1, 2]) {
      expect(await bench.call('POST', '/network_map/1/deactivate')).toMatchObject({
        status: 200,
        body: { cfg: '1', active: false },
      })
      expect(await bench.activeDigest()).toBeUndefined()
    }
  })

  it('is in the audit trail', async () => {
    await bench.saveParts()
    await bench.saveMap('1')
    await bench.call('POST', '/network_map/1/activate')
    await bench.call('POST', '/network_map/1/deactivate')
    const rows = await bench.admin.pool.query<{ readonly action: string }>({
      text: `SELECT action FROM audit.change WHERE tenant_id = $1 AND target = '1' AND changed_by = 'core-banking' ORDER BY id`,
      values: [bench.tenantId],
    })
    expect(rows.map(({ action }) => action)).toEqual([
      'create network_map',
      'activate network_map',
      'deactivate network_map',
    ])
  })
})

describe('running processes', () => {
  it('take over what is activated; what was accepted before is evaluated under what it was accepted under', async () => {
    await bench.saveParts()
    await bench.saveMap('1', true)
    const { pool } = bench.admin
    const catalog = await openCatalog(pool)
    try {
      const old = await acceptPayment(pool, catalog, bench.tenantId, 'old')
      const stricter = ruleOf({}, { bands: [{ subRuleRef: '.03', reason: 'any payment' }] })
      const typology = await bench.call('GET', '/typology/typology-processor/999-901-902@4.0.0')
      const { rules, ...rest } = typology.body as { readonly rules: readonly Document[] }
      const weights = [
        { ref: '.err', wght: 0 },
        { ref: '.x00', wght: 0 },
        { ref: '.03', wght: 900 },
      ]
      const reweighed = rules.map((rule) => (rule['id'] === '901@4.0.0' ? { ...rule, wghts: weights } : rule))
      expect((await bench.call('PUT', '/rule/901@4.0.0/4.0.0', stricter)).status).toBe(200)
      const put = await bench.call('PUT', '/typology/typology-processor/999-901-902@4.0.0', {
        ...rest,
        rules: reweighed,
      })
      expect(put.status).toBe(200)
      expect(catalog.active(bench.tenantId)?.digest).toBe(old.header.configDigest)

      await bench.call('POST', '/network_map/1/activate')
      const digest = await bench.activeDigest()
      await waitUntil(() => catalog.active(bench.tenantId)?.digest === digest, { what: 'the new set' })
      const young = await acceptPayment(pool, catalog, bench.tenantId, 'young')
      for (const event of [old, young]) {
        await evaluate(pool, catalog, event)
      }
      const statusOf = async (msgid: string): Promise<unknown> => {
        const url = `/v1/admin/reports/getreportbymsgid?msgid=${msgid}`
        const { body } = await bench.admin.call({ url, tenantId: bench.tenantId })
        return (body as { readonly data: { readonly report: { readonly status: string } } }).data.report
          .status
      }
      expect(await statusOf(old.header.messageId)).toBe('NALT')
      expect(await statusOf(young.header.messageId)).toBe('ALRT')
      await bench.call('POST', '/network_map/1/deactivate')
      await waitUntil(() => catalog.active(bench.tenantId) === undefined, { what: 'nothing in force' })
    } finally {
      await catalog.close()
    }
  })
})
