import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at, ConditionBench, KINDS, MINUTE_MS, NOW } from './condition-bench.ts'
import type { Conditions } from './condition-bench.ts'

let bench: ConditionBench
beforeAll(async () => {
  bench = await ConditionBench.open()
})
afterAll(() => bench.admin.close())
beforeEach(() => bench.startOver())

describe.each(KINDS)('a condition on an %s', (kind) => {
  const edge = (side: string): string =>
    kind === 'entity' ? `governed_as_${side}_by` : `governed_as_${side}_account_by`

  it('is saved and shown', async () => {
    const { status, body } = await bench.create(kind)
    expect(status).toBe(200)
    const conditions = [
      {
        condId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        condTp: 'overridable-block',
        incptnDtTm: NOW,
        condRsn: 'court order 88/26',
        usr: 'ops.lead',
        creDtTm: NOW,
        tenantId: 'DEFAULT',
        prsptvs: [{ prsptv: edge('debtor'), evtTp: ['pacs.002.001.12'], incptnDtTm: NOW }],
      },
    ]
    expect(body).toEqual({
      message: 'New condition was saved successfully.',
      result: { ...bench.ownerOf(kind), conditions },
    })
    expect(await bench.admin.call({ url: bench.query(kind) })).toMatchObject({
      status: 200,
      body: { ...bench.ownerOf(kind), conditions },
    })
  })

  it('has the dates and sides that were asked for', async () => {
    const times = { incptnDtTm: at(MINUTE_MS), xprtnDtTm: at(2 * MINUTE_MS) }
    const { body } = await bench.create(kind, {
      ...times,
      prsptv: 'both',
      evtTp: ['all'],
      condTp: 'override',
    })
    const [condition] = (body as { result: Conditions }).result.conditions
    expect(condition).toMatchObject({
      ...times,
      condTp: 'override',
      prsptvs: [
        { prsptv: edge('debtor'), evtTp: ['all'], ...times },
        { prsptv: edge('creditor'), evtTp: ['all'], ...times },
      ],
    })
  })

  it('comes last after the others that are active, which are counted', async () => {
    const first = await bench.created(kind)
    const ended = await bench.created(kind, { xprtnDtTm: at(MINUTE_MS) })
    await bench.created(kind, { incptnDtTm: at(60 * MINUTE_MS) })
    bench.advance(2 * MINUTE_MS)
    const { body } = await bench.create(kind, { prsptv: 'creditor' })
    const { message, result } = body as { message: string; result: Conditions }
    expect(message).toBe(`1 conditions already exist for the ${kind}`)
    expect(result.conditions.map(({ condId }) => condId)).toEqual([first, expect.any(String)])
    expect(result.conditions.map(({ condId }) => condId)).not.toContain(ended)
  })

  it.each<[string, object, string]>([
    ['began before now', { incptnDtTm: at(-1) }, 'Inception date cannot be before current date/time'],
    [
      'began at a time that is no real one',
      { incptnDtTm: '2027-02-31T00:00:00.000Z' },
      "the provided incptnDtTm: '2027-02-31T00:00:00.000Z' is invalid",
    ],
    [
      'began without milliseconds',
      { incptnDtTm: '2027-02-01T00:00:00Z' },
      "the provided incptnDtTm: '2027-02-01T00:00:00Z' is invalid",
    ],
    ['began at no time', { incptnDtTm: 'soon' }, "the provided incptnDtTm: 'soon' is invalid"],
    [
      'is for all and for some',
      { evtTp: ['all', 'pacs.008.001.10'] },
      'event type "evtTp" can not specify the value "all" as well as specific event types',
    ],
    [
      'overrides without an end',
      { condTp: 'override' },
      'Expiration date needs to be provided for override conditions.',
    ],
    [
      'ends at hour 24',
      { xprtnDtTm: '2027-02-01T24:00:00.999Z' },
      "the provided xprtnDtTm: '2027-02-01T24:00:00.999Z' is invalid",
    ],
    [
      'ends before it begins',
      { incptnDtTm: at(MINUTE_MS), xprtnDtTm: at(MINUTE_MS - 1) },
      'Expiration date must be after inception date.',
    ],
    [
      'is on somebody who is not known',
      { forceCret: false },
      `${kind} was not found and we could not create one because forceCret is set to false`,
    ],
  ])('that %s is refused', async (_what, changes, message) => {
    expect(await bench.create(kind, changes)).toMatchObject({
      status: 500,
      body: { statusCode: 500, error: 'Internal Server Error', message: `Error: ${message}` },
    })
    expect(await bench.listed(kind)).toEqual(['404'])
  })

  it('is refused for the first of several reasons', async () => {
    const wrong = {
      incptnDtTm: at(-1),
      evtTp: ['all', 'pacs.008.001.10'],
      condTp: 'override',
      forceCret: false,
    }
    const order: readonly [object, RegExp][] = [
      [{}, /Inception date/],
      [{ incptnDtTm: 'soon' }, /incptnDtTm/],
      [{ incptnDtTm: at(1) }, /"all"/],
      [{ incptnDtTm: at(1), evtTp: ['all'] }, /Expiration date needs/],
      [{ incptnDtTm: at(1), evtTp: ['all'], xprtnDtTm: 'late' }, /xprtnDtTm/],
      [{ incptnDtTm: at(1), evtTp: ['all'], xprtnDtTm: at(0) }, /must be after/],
      [{ incptnDtTm: at(1), evtTp: ['all'], xprtnDtTm: at(1) }, /was not found/],
    ]
    for (const [changes, message] of order) {
      const { body } = await bench.create(kind, { ...wrong, ...changes })
      expect((body as { message: string }).message).toMatch(message)
    }
  })

  it('may be on somebody who is known, without making anybody', async () => {
    await bench.created(kind)
    await bench.created(kind, { forceCret: false })
    expect(await bench.listed(kind)).toHaveLength(2)
  })

  it.each([
    ['evtTp', []],
    ['evtTp', ['all', 'all']],
    ['evtTp', ['pacs.009']],
    ['condTp', 'block'],
    ['prsptv', 'payer'],
    ['condRsn', ''],
    ['usr', ''],
    ['forceCret', 'perhaps'],
    ['incptnDtTm', ''],
    ['ntty', { id: '', schmeNm: { prtry: 'x' } }],
    ['acct', { id: 'x', schmeNm: { prtry: 'x' } }],
    ['condRsn', 'a\u0000b'],
  ])('whose %s is %j is no condition', async (name, value) => {
    const owner = bench.ownerOf(kind)
    const changes =
      name === 'ntty' || name === 'acct' ? { [Object.keys(owner)[0] ?? '']: value } : { [name]: value }
    const { status, body } = await bench.create(kind, changes)
    const isSound = kind === 'entity' && name === 'acct'
    expect([status, (body as { code?: string }).code]).toEqual(
      isSound ? [200, undefined] : [400, 'FST_ERR_VALIDATION'],
    )
  })

  it('does not begin later because of a member that nobody knows', async () => {
    const { body } = await bench.create(kind, { incptDtTm: at(MINUTE_MS) })
    expect(JSON.stringify(body)).toContain(`"incptnDtTm":"${NOW}"`)
  })

  it('belongs to an identity that a payment could have', async () => {
    bench.id = 'x'.repeat(1_024)
    expect((await bench.create(kind)).status).toBe(400)
  })
})
