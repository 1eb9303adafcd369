import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, ConditionBench, KINDS, MINUTE_MS } from './condition-bench.ts'

let bench: ConditionBench
beforeAll(async () => {
  bench = await ConditionBench.open()
})
afterAll(() => bench.admin.close())
beforeEach(() => bench.startOver())

describe.each(KINDS)('the list of conditions on an %s', (kind) => {
  it('has all of them, or only those that are active', async () => {
    const open = await bench.created(kind)
    const ended = await bench.created(kind, { xprtnDtTm: at(MINUTE_MS) })
    const later = await bench.created(kind, { incptnDtTm: at(10 * MINUTE_MS) })
    bench.advance(2 * MINUTE_MS)
    for (const rest of ['', '&activeonly=no', '&synccache=all&tenantid=OTHER']) {
      expect((await bench.listed(kind, rest)).toSorted()).toEqual([open, ended, later].toSorted())
    }
    expect(await bench.listed(kind, '&activeonly=yes')).toEqual([open])
  })

  it('is empty for somebody who is known, without conditions that match', async () => {
    await bench.created(kind, { xprtnDtTm: at(MINUTE_MS) })
    bench.advance(2 * MINUTE_MS)
    expect(await bench.admin.call({ url: bench.query(kind, '&activeonly=yes') })).toMatchObject({
      status: 204,
      body: '',
    })
  })

  it('does not exist for somebody who is not known', async () => {
    expect(await bench.admin.call({ url: bench.query(kind) })).toMatchObject({
      status: 404,
      body: `${kind === 'entity' ? 'Entity' : 'Account'} does not exist in the database`,
    })
  })

  it.each([
    (url: string): string => url.replace('schmenm', 'scheme'),
    (url: string): string => `${url}&activeonly=perhaps`,
    (url: string): string => `${url}&synccache=some`,
    (url: string): string => url.replace('?id=', '?id=&x='),
  ])('needs to know of whom (%#)', async (spoil) => {
    expect(await bench.admin.call({ url: spoil(bench.query(kind)) })).toMatchObject({
      status: 400,
      body: { code: 'FST_ERR_VALIDATION' },
    })
  })
})

describe.each(KINDS)('the end of a condition on an %s', (kind) => {
  it.each(['debtor', 'creditor', 'both'])('is set, for the %s', async (prsptv) => {
    const condId = await bench.created(kind, { prsptv })
    expect(await bench.end(kind, condId, { xprtnDtTm: at(MINUTE_MS) })).toMatchObject({
      status: 200,
      body: '',
    })
    const { body } = await bench.admin.call({ url: bench.query(kind) })
    const [condition] = (body as { conditions: readonly { prsptvs: readonly object[] }[] }).conditions
    expect(condition).toMatchObject({ condId, xprtnDtTm: at(MINUTE_MS) })
    const ends = condition?.prsptvs.map((perspective) =>
      'xprtnDtTm' in perspective ? perspective.xprtnDtTm : undefined,
    )
    expect(ends).toEqual((prsptv === 'both' ? [1, 2] : [1]).map(() => at(MINUTE_MS)))
  })

  it.each([[undefined], [{}]])('is now when nothing is said of it: %j', async (body) => {
    const condId = await bench.created(kind)
    expect((await bench.end(kind, condId, body)).status).toBe(200)
    expect(await bench.listed(kind, '&activeonly=yes')).toEqual(['204'])
  })

  it('can be set before the condition has begun', async () => {
    const condId = await bench.created(kind, { incptnDtTm: at(MINUTE_MS) })
    expect((await bench.end(kind, condId)).status).toBe(200)
  })

  it.each([
    ['soon', 'Expiration time date provided was invalid.'],
    ['2027-02-31T00:00:00.000Z', 'Expiration time date provided was invalid.'],
    [at(-1), 'Expiration time date provided was before the current time date.'],
  ])('cannot be %s', async (xprtnDtTm, body) => {
    const condId = await bench.created(kind)
    expect(await bench.end(kind, condId, { xprtnDtTm })).toMatchObject({ status: 400, body })
    expect(await bench.listed(kind, '&activeonly=yes')).toEqual([condId])
  })

  it('is set once', async () => {
    const condId = await bench.created(kind)
    await bench.end(kind, condId, { xprtnDtTm: at(MINUTE_MS) })
    expect(await bench.end(kind, condId, { xprtnDtTm: at(2 * MINUTE_MS) })).toMatchObject({
      status: 405,
      body: `Update failed - condition ${condId} already contains an expiration date ${at(MINUTE_MS)}`,
    })
  })

  it('is set once, also when several ask for it together', async () => {
    const condId = await bench.created(kind)
    const ends = [1, 2, 3, 4].map((minutes) => at(minutes * MINUTE_MS))
    const answers = await Promise.all(ends.map((xprtnDtTm) => bench.end(kind, condId, { xprtnDtTm })))
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '405', '405', '405'])
    const winner = ends[answers.findIndex(({ status }) => status === 200)] ?? ''
    for (const { status, body } of answers) {
      expect(status === 200 ? body : String(body).endsWith(winner)).toBe(status === 200 ? '' : true)
    }
  })

  it('needs a condition that is there', async () => {
    const noun = kind === 'entity' ? 'Entity' : 'Account'
    const unknown = randomUUID()
    expect(await bench.end(kind, unknown)).toMatchObject({
      status: 404,
      body: 'No records were found in the database using the provided data.',
    })
    const condId = await bench.created(kind, { xprtnDtTm: at(MINUTE_MS) })
    bench.advance(2 * MINUTE_MS)
    expect(await bench.end(kind, condId)).toMatchObject({
      status: 404,
      body: `Active conditions do not exist for this particular ${kind} in the database.`,
    })
    await bench.created(kind)
    expect(await bench.end(kind, unknown)).toMatchObject({
      status: 404,
      body: 'Condition does not exist in the database.',
    })
    const open = await bench.created(kind)
    await bench.admin.pool.query({
      text: `DELETE FROM event_history.${kind} WHERE id LIKE $1`,
      values: [`${bench.id}%`],
    })
    expect(await bench.end(kind, open)).toMatchObject({
      status: 404,
      body: `${noun} does not exist in the database.`,
    })
  })
})

describe('the cache of conditions', () => {
  it('needs no rebuilding', async () => {
    const url = '/v1/admin/event-flow-control/cache'
    expect(await bench.admin.call({ method: 'PUT', url })).toMatchObject({ status: 204, body: '' })
  })
})

describe('the audit trail', () => {
  it('names the caller, not the user that the request names', async () => {
    const condId = await bench.created('entity', { usr: 'somebody else' })
    const rows = await bench.admin.pool.query({
      text: 'SELECT tenant_id, changed_by, action FROM audit.change WHERE target = $1',
      values: [condId],
    })
    expect(rows).toEqual([{ tenant_id: 'DEFAULT', changed_by: 'core-banking', action: 'create condition' }])
  })
})
