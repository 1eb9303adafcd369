import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ConfigurationBench, messageOf, NOW, ruleOf, typologyOf, unknownRule } from './configuration-bench.ts'
import type { Document } from './configuration-bench.ts'

let bench: ConfigurationBench
beforeAll(async () => {
  bench = await ConfigurationBench.open()
})
afterAll(() => bench.admin.close())
beforeEach(() => bench.startOver())

const FORMS: readonly [string, (id: string, cfg?: string) => Document][] = [
  ['rule', (id, cfg) => unknownRule(id, cfg)],
  ['typology', (id, cfg = '1.0.0') => typologyOf(cfg, { id })],
]

describe.each(FORMS)('a %s', (kind, make) => {
  it('is created, read, replaced and deleted', async () => {
    const document = make('a@1', '1.0.0')
    const { status, body } = await bench.call('POST', `/${kind}`, document)
    const times = { creDtTm: NOW, updDtTm: NOW }
    expect(status).toBe(201)
    expect(body).toMatchObject({ id: 'a@1', cfg: '1.0.0', tenantId: bench.tenantId, ...times })
    expect(await bench.call('GET', `/${kind}/a@1/1.0.0`)).toMatchObject({ status: 200, body })
    const replaced = await bench.call('PUT', `/${kind}/a@1/1.0.0`, { ...document, desc: 'changed' })
    expect(replaced).toMatchObject({ status: 200, body: { ...(body as Document), desc: 'changed' } })
    expect(await bench.call('GET', `/${kind}/a@1/1.0.0`)).toMatchObject({ body: replaced.body })
    expect(await bench.call('DELETE', `/${kind}/a@1/1.0.0`)).toMatchObject({
      status: 200,
      body: { success: true },
    })
    const notFound = { status: 404, body: { message: 'Not found' } }
    expect(await bench.call('GET', `/${kind}/a@1/1.0.0`)).toMatchObject(notFound)
    expect(await bench.call('DELETE', `/${kind}/a@1/1.0.0`)).toMatchObject(notFound)
    expect(await bench.call('PUT', `/${kind}/a@1/1.0.0`, document)).toMatchObject(notFound)
  })

  it('is one of a batch that is created as a whole', async () => {
    const batch = [make('a'), make('b')]
    const { status, body } = await bench.call('POST', `/${kind}`, batch)
    expect([status, (body as Document[]).map(({ id }) => id)]).toEqual([201, ['a', 'b']])
    const again = await bench.call('POST', `/${kind}`, [make('c'), make('a')])
    expect(again).toMatchObject({ status: 409, body: { code: 'PANTAU_CONFIGURATION_EXISTS' } })
    expect((await bench.call('GET', `/${kind}/c/1.0.0`)).status).toBe(404)
    const wrong = await bench.call('POST', `/${kind}`, [make('d'), { id: 'e' }])
    expect([wrong.status, messageOf(wrong)]).toEqual([
      400,
      expect.stringMatching(/^item\[1\]: {2}must have /),
    ])
    expect((await bench.call('GET', `/${kind}/d/1.0.0`)).status).toBe(404)
  })

  it.each([
    [0, 400],
    [200, 201],
    [201, 400],
  ])('comes with %i others or not: %i', async (count, status) => {
    const batch = Array.from({ length: count }, (_, index) => make(`x${index}`))
    expect((await bench.call('POST', `/${kind}`, batch)).status).toBe(status)
  })

  it('exists once', async () => {
    await bench.call('POST', `/${kind}`, make('a'))
    expect(await bench.call('POST', `/${kind}`, make('a'))).toMatchObject({
      status: 409,
      body: {
        statusCode: 409,
        code: 'PANTAU_CONFIGURATION_EXISTS',
        error: 'Conflict',
        message: 'A configuration with this key exists already; replace it, or choose another key.',
      },
    })
  })

  it('keeps its key when it is replaced', async () => {
    await bench.call('POST', `/${kind}`, make('a'))
    const renamed = await bench.call('PUT', `/${kind}/a/1.0.0`, make('b'))
    expect([renamed.status, messageOf(renamed)]).toEqual([400, 'body/id must be the id in the path'])
  })

  it('has whatever key fits into an index, also in a path', async () => {
    const id = `${'é/?#% '.repeat(42)}x`
    await bench.call('POST', `/${kind}`, make(id))
    expect(await bench.call('GET', `/${kind}/${encodeURIComponent(id)}/1.0.0`)).toMatchObject({
      status: 200,
      body: { id },
    })
    expect((await bench.call('POST', `/${kind}`, make('x'.repeat(257)))).status).toBe(400)
  })

  it('says nothing of its owner and times', async () => {
    const document = { ...make('a'), tenantId: 'OTHER', creDtTm: 5, updDtTm: null, nonsense: { a: 1 } }
    const { body } = await bench.call('POST', `/${kind}`, document)
    expect(body).toMatchObject({ tenantId: bench.tenantId, creDtTm: NOW, updDtTm: NOW })
    expect(body).not.toHaveProperty('nonsense')
  })
})

describe('what is saved', () => {
  it('keeps names, timeframes and whatever the parameters are', async () => {
    const config = {
      parameters: { deep: { list: [1, 'a', null] }, maxQueryRange: 5 },
      timeframes: [{ threshold: 5 }],
    }
    await bench.call('POST', '/rule', unknownRule('r', '1', config))
    expect(await bench.call('GET', '/rule/r/1')).toMatchObject({ body: { config } })
    await bench.call('POST', '/typology', typologyOf('1'))
    expect(await bench.call('GET', '/typology/typology-processor/1')).toMatchObject({
      body: { typology_name: 'Test', rules: [{ wghts: [{ wght: 0 }, { ref: '.01', wght: 100 }] }] },
    })
  })
})

describe('what is refused, with every reason', () => {
  it.each<[string, () => Document, readonly string[]]>([
    ['a rule without its parts', () => ({ id: 'r' }), ["body must have required property 'cfg'", "'config'"]],
    [
      'bands with a gap and an end',
      () =>
        unknownRule('r', '1', {
          bands: [
            { subRuleRef: '.01', reason: 'a', upperLimit: 1 },
            { subRuleRef: '.02', reason: 'b', lowerLimit: 2, upperLimit: 3 },
          ],
        }),
      ['body/config/bands/1/lowerLimit leaves a gap', 'body/config/bands/1/upperLimit must be absent'],
    ],
    [
      'what a known rule cannot be configured with',
      () => ruleOf({}, { parameters: { maxQueryRange: 'long' }, exitConditions: [] }),
      ['body/config/parameters/maxQueryRange must be', 'body/config/exitConditions must list .x00'],
    ],
    [
      'numbers that JSON cannot keep',
      () => unknownRule('r', '1', { parameters: { a: Number.POSITIVE_INFINITY } }),
      ['body cannot be stored: JSON has no Infinity'],
    ],
    [
      'text that cannot be stored',
      () => unknownRule('r', '1', { parameters: { 'a\u0000': 1 } }),
      ['body/config/parameters must not contain U+0000'],
    ],
  ])('%s', async (_what, make, reasons) => {
    // JSON has no word for infinity, but for a number that is read as one.
    const payload = JSON.stringify(make(), (_key, value: unknown) => (value === Infinity ? 'INF' : value))
    const response = await bench.admin.call({
      method: 'POST',
      url: '/v1/admin/configuration/rule',
      tenantId: bench.tenantId,
      body: payload.replace('"INF"', '1e999'),
    })
    expect(response.status).toBe(400)
    expect(Object.keys(response.body as object)).toEqual(['message'])
    for (const reason of reasons) {
      expect(messageOf(response)).toContain(reason)
    }
    expect((await bench.call('GET', '/rule')).body).toMatchObject({ meta: { total: 0 } })
  })

  it.each<[string, Document, string]>([
    [
      'weights',
      { rules: [{ id: 'a', cfg: '1', termId: 'v1', wghts: [{ ref: '.01', wght: 'x' }] }] },
      'must be number',
    ],
    ['expressions', { expression: ['Guess', 'v1'] }, 'body/expression/0 "Guess" is not an operator'],
    ['terms', { expression: ['Add', 'v2'] }, 'body/expression/1 "v2" is neither a term'],
    ['thresholds', { workflow: { alertThreshold: 0 } }, 'body/workflow/alertThreshold must be above 0'],
    ['types', { workflow: {}, rules: 5 }, "alertThreshold'; body/rules must be array"],
  ])('a typology with wrong %s', async (_what, changes, reason) => {
    const response = await bench.call('POST', '/typology', typologyOf('1', changes))
    expect([response.status, messageOf(response)]).toEqual([400, expect.stringContaining(reason)])
  })

  it('in a batch, by the item', async () => {
    const wrong = unknownRule('b', '1', { bands: [{ subRuleRef: '.01', reason: 'x', upperLimit: 1 }] })
    const response = await bench.call('POST', '/rule', [unknownRule('a'), wrong])
    expect([response.status, messageOf(response)]).toEqual([
      400,
      'item[1]: /config/bands/0/upperLimit must be absent: no band holds numbers from 1 on',
    ])
  })
})
