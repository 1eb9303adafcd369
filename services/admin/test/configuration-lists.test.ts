import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ConfigurationBench,
  mapOf,
  messageOf,
  PREFIX,
  typologyOf,
  unknownRule,
} from './configuration-bench.ts'
import type { Document } from './configuration-bench.ts'

let bench: ConfigurationBench
beforeAll(async () => {
  bench = await ConfigurationBench.open()
  bench.startOver()
  const keys = ['b 1', 'a 2', 'c 1', 'a 1'].map((key) => [key.slice(0, 1), key.slice(2)] as const)
  await bench.call(
    'POST',
    '/rule',
    keys.map(([id, cfg]) => unknownRule(id, cfg)),
  )
  await bench.call(
    'POST',
    '/typology',
    keys.map(([id, cfg]) => typologyOf(cfg, { id })),
  )
  for (const cfg of ['2', '1', '3']) {
    await bench.call('POST', '/network_map', mapOf(cfg))
  }
})
afterAll(() => bench.admin.close())

interface Page {
  readonly data: readonly Document[]
  readonly meta: Document
}

describe.each(['rule', 'typology'])('the list of each %s', (kind) => {
  const all = { total: 4, limit: 20, offset: 0 }

  it.each<[string, readonly string[], Document]>([
    ['', ['a 1', 'a 2', 'b 1', 'c 1'], all],
    ['?order=DESC', ['c 1', 'b 1', 'a 2', 'a 1'], all],
    ['?sort=cfg', ['a 1', 'b 1', 'c 1', 'a 2'], all],
    ['?limit=2', ['a 1', 'a 2'], { ...all, limit: 2 }],
    ['?limit=2&offset=3', ['c 1'], { ...all, limit: 2, offset: 3 }],
    ['?limit=100&offset=9', [], { ...all, limit: 100, offset: 9 }],
    ['?limit=all', ['a 1', 'a 2', 'b 1', 'c 1'], { ...all, limit: 4 }],
    ['?filters[id]=a', ['a 1', 'a 2'], { ...all, total: 2 }],
    ['?filters[id]=a&filters[cfg]=2', ['a 2'], { ...all, total: 1 }],
    ['?filters%5Bcfg%5D=2', ['a 2'], { ...all, total: 1 }],
    [
      '?keys[0][id]=c&keys[0][cfg]=1&keys[7][cfg]=2&keys[7][id]=a&keys[8][id]=x&keys[8][cfg]=1',
      ['a 2', 'c 1'],
      { ...all, total: 2 },
    ],
    ['?tenantid=OTHER&nonsense=1', ['a 1', 'a 2', 'b 1', 'c 1'], all],
  ])('%s', async (query, keys, meta) => {
    const { status, body } = await bench.call('GET', `/${kind}${query}`)
    const page = body as Page
    expect(status).toBe(200)
    expect(page.data.map(({ id, cfg }) => `${String(id)} ${String(cfg)}`)).toEqual(keys)
    expect(page.meta).toEqual(meta)
  })

  it.each([
    ['?limit=0', /limit must match/],
    ['?limit=101', /limit must match/],
    ['?limit=many', /limit must match/],
    ['?limit=all&offset=0', /^offset cannot be combined with limit=all$/],
    ['?offset=-1', /offset must be >= 0/],
    ['?offset=9999999999', /offset must be <=/],
    ['?sort=desc', /sort must be equal/],
    ['?order=down', /order must be equal/],
    ['?limit=1&limit=2', /limit must be string/],
    ['?filters[id]=', /must NOT have fewer than 1/],
    ['?filters[id]=%00', /must not contain U\+0000/],
    ['?keys[0][id]=a', /^keys\[0\] must have both id and cfg$/],
    [
      `?${Array.from({ length: 201 }, (_, n) => `keys[${n}][id]=a&keys[${n}][cfg]=1`).join('&')}`,
      /^keys must have at most 200 items$/,
    ],
  ])('is not asked for with %s', async (query, message) => {
    const answer = await bench.call('GET', `/${kind}${query}`)
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ message: expect.stringMatching(message) as unknown })
  })
})

describe('the list of network maps', () => {
  it.each<[string, readonly string[]]>([
    ['', ['1', '2', '3']],
    ['?order=DESC&sort=cfg', ['3', '2', '1']],
    ['?filters[cfg]=2', ['2']],
    ['?filters[active]=true', []],
    ['?filters[active]=false&limit=1&offset=1', ['2']],
  ])('%s', async (query, cfgs) => {
    const { body } = await bench.call('GET', `/network_map${query}`)
    expect((body as Page).data.map(({ cfg }) => cfg)).toEqual(cfgs)
  })

  it.each(['?sort=id', '?filters[active]=1'])('is not asked for with %s', async (query) => {
    const answer = await bench.call('GET', `/network_map${query}`)
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining('must be equal')])
  })
})

describe('a list of everything', () => {
  it('has a bound, beyond which it is read in pages', async () => {
    const tenantId = 'many'
    await bench.admin.pool.query({
      text: `INSERT INTO configuration.rule (configuration)
        SELECT jsonb_build_object('id', 'r' || n, 'cfg', '1', 'tenantId', $1::text) FROM generate_series(1, 10001) AS n`,
      values: [tenantId],
    })
    const list = (query: string): Promise<unknown> =>
      bench.admin.call({ url: `${PREFIX}/rule${query}`, tenantId })
    expect(await list('?limit=all')).toMatchObject({
      status: 400,
      body: { message: 'limit=all answers up to 10000, but there are 10001: use limit and offset' },
    })
    expect(await list('?limit=100&offset=10000')).toMatchObject({
      status: 200,
      body: { data: [{ id: 'r9999' }], meta: { total: 10_001, limit: 100, offset: 10_000 } },
    })
  })
})
