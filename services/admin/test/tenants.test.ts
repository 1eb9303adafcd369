import { routePrivileges } from '@pantau/auth'
import { activateConfiguration } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigurationBench, mapOf, ruleOf, typologyOf } from './configuration-bench.ts'
import { evaluatePayment } from './evaluate-payment.ts'
import { openAdmin } from './open-admin.ts'
import type { AdminCall, OpenAdmin } from './open-admin.ts'

const [MINE, THEIRS] = ['bank-a', 'bank-b']
const OWNER = { id: 'D1', schmeNm: { prtry: 'BBAN' } }
const ACCOUNT = { ...OWNER, agt: { finInstnId: { clrSysMmbId: { mmbId: 'NORTHB01' } } } }
const CONFIGURATION = '/v1/admin/configuration'
const CONDITIONS = '/v1/admin/event-flow-control'
/** Told by the sets of the two tenants, which hold the same keys. */
const TYPOLOGY = '/typology/typology-processor/999-901-902@4.0.0'

let admin: OpenAdmin
let condId: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  admin = await openAdmin()
  const ids: Record<string, string> = {}
  for (const tenantId of [MINE, THEIRS]) {
    const set = defaultConfigurationSet()
    await activateConfiguration(admin.pool, { tenantId, set, nowMs: Date.now() })
    const bench = new ConfigurationBench(admin)
    bench.tenantId = tenantId
    await bench.saveMap('spare')
    await evaluatePayment(admin.pool, tenantId, 'same')
    for (const [kind, owner] of [
      ['entity', { ntty: OWNER }],
      ['account', { acct: ACCOUNT }],
    ] as const) {
      const { body } = await admin.call({
        method: 'POST',
        url: `${CONDITIONS}/${kind}`,
        body: condition(owner),
        tenantId,
      })
      const { result } = body as { readonly result: { readonly conditions: readonly { condId: string }[] } }
      ids[`${tenantId} ${kind}`] = result.conditions[0]?.condId ?? ''
    }
  }
  condId = ids
})
afterAll(() => admin.close())

function condition(owner: object): object {
  const kind = { evtTp: ['all'], condTp: 'overridable-block', prsptv: 'both' }
  return { ...kind, ...owner, condRsn: 'r', usr: 'u', forceCret: true }
}

/** What the other tenant has, in every table that a tenant's request could reach. */
async function theirs(): Promise<readonly unknown[]> {
  const tables = [
    ['configuration.network_map', 'tenantid'],
    ['configuration.rule', 'tenantid'],
    ['configuration.typology', 'tenantid'],
    ['configuration.activation', 'tenant_id'],
    ['event_history.condition', 'tenantid'],
    ['event_history.entity', 'tenantid'],
    ['event_history.account', 'tenantid'],
    ['event_history.governed_as_debtor_by', 'tenantid'],
    ['event_history.governed_as_debtor_account_by', 'tenantid'],
    ['audit.change', 'tenant_id'],
  ]
  const selects = tables.map(
    ([table, column]) => `SELECT to_jsonb(t)::text AS row FROM ${table} t WHERE ${column} = $1`,
  )
  return admin.pool.query({ text: `${selects.join(' UNION ALL ')} ORDER BY 1`, values: [THEIRS] })
}

/** For every route of the table of privileges: the same identifiers, which both tenants have, asked for by one of them. */
const CALLS: Readonly<Record<string, (ids: Readonly<Record<string, string>>) => Partial<AdminCall>>> = {
  'GET /v1/admin/reports/getreportbymsgid': () => ({
    url: '/v1/admin/reports/getreportbymsgid?msgid=M2-same',
  }),
  'GET /v1/admin/reports/explanation': () => ({ url: '/v1/admin/reports/explanation?msgid=M2-same' }),
  [`POST ${CONDITIONS}/entity`]: () => ({ body: condition({ ntty: OWNER }) }),
  [`GET ${CONDITIONS}/entity`]: () => ({ url: `${CONDITIONS}/entity?id=D1&schmenm=BBAN` }),
  [`PUT ${CONDITIONS}/entity`]: (ids) => ({
    url: `${CONDITIONS}/entity?id=D1&schmenm=BBAN&condid=${ids[`${MINE} entity`]}`,
  }),
  [`POST ${CONDITIONS}/account`]: () => ({ body: condition({ acct: ACCOUNT }) }),
  [`GET ${CONDITIONS}/account`]: () => ({ url: `${CONDITIONS}/account?id=D1&schmenm=BBAN&agt=NORTHB01` }),
  [`PUT ${CONDITIONS}/account`]: (ids) => ({
    url: `${CONDITIONS}/account?id=D1&schmenm=BBAN&agt=NORTHB01&condid=${ids[`${MINE} account`]}`,
  }),
  [`PUT ${CONDITIONS}/cache`]: () => ({}),
  [`GET ${CONFIGURATION}/network_map`]: () => ({ url: `${CONFIGURATION}/network_map?limit=all` }),
  [`GET ${CONFIGURATION}/network_map/:cfg`]: () => ({ url: `${CONFIGURATION}/network_map/4.0.0` }),
  [`POST ${CONFIGURATION}/network_map`]: () => ({ body: mapOf('new') }),
  [`PUT ${CONFIGURATION}/network_map/:cfg`]: () => ({
    url: `${CONFIGURATION}/network_map/spare`,
    body: { ...mapOf('spare'), tenantId: THEIRS },
  }),
  [`POST ${CONFIGURATION}/network_map/:cfg/activate`]: () => ({
    url: `${CONFIGURATION}/network_map/spare/activate`,
  }),
  [`POST ${CONFIGURATION}/network_map/reload`]: () => ({ body: { reloadMode: 'broadcast' } }),
  [`POST ${CONFIGURATION}/network_map/:cfg/deactivate`]: () => ({
    url: `${CONFIGURATION}/network_map/spare/deactivate`,
  }),
  [`DELETE ${CONFIGURATION}/network_map/:cfg`]: () => ({ url: `${CONFIGURATION}/network_map/spare` }),
  [`GET ${CONFIGURATION}/rule`]: () => ({}),
  [`GET ${CONFIGURATION}/rule/:id/:cfg`]: () => ({ url: `${CONFIGURATION}/rule/901@4.0.0/4.0.0` }),
  [`POST ${CONFIGURATION}/rule`]: () => ({ body: [ruleOf({ cfg: 'new', tenantId: THEIRS })] }),
  [`PUT ${CONFIGURATION}/rule/:id/:cfg`]: () => ({
    url: `${CONFIGURATION}/rule/901@4.0.0/4.0.0`,
    body: ruleOf({ desc: 'mine', tenantId: THEIRS }),
  }),
  [`DELETE ${CONFIGURATION}/rule/:id/:cfg`]: () => ({ url: `${CONFIGURATION}/rule/902@4.0.0/4.0.0` }),
  [`GET ${CONFIGURATION}/typology`]: () => ({}),
  [`GET ${CONFIGURATION}/typology/:id/:cfg`]: () => ({ url: `${CONFIGURATION}${TYPOLOGY}` }),
  [`POST ${CONFIGURATION}/typology`]: () => ({ body: typologyOf('new', { tenantId: THEIRS }) }),
  [`PUT ${CONFIGURATION}/typology/:id/:cfg`]: () => ({
    url: `${CONFIGURATION}${TYPOLOGY}`,
    body: { ...defaultConfigurationSet().typologies[0], desc: 'mine', tenantId: THEIRS },
  }),
  [`DELETE ${CONFIGURATION}/typology/:id/:cfg`]: () => ({ url: `${CONFIGURATION}${TYPOLOGY}` }),
}

const ROUTES = routePrivileges.filter(({ path }) => path.startsWith('/v1/admin/'))

// Reading first, then creating and changing, then what takes away what the others need.
const METHODS = ['GET', 'PUT', 'POST', 'DELETE']
const rankOf = ({ method, path }: { readonly method: string; readonly path: string }): number =>
  METHODS.indexOf(method) + (path.endsWith('/deactivate') ? 0.5 : 0)
const ORDERED = ROUTES.toSorted((left, right) => rankOf(left) - rankOf(right))
const OF_ONE_THING = ORDERED.filter(({ path, method }) => String(path).includes(':') && method !== 'POST')

function callOf(method: string, path: string): AdminCall {
  const call = CALLS[`${method} ${path}`]?.(condId)
  if (call === undefined) {
    throw new Error(`No request is known for ${method} ${path}`)
  }
  const query = (call.url ?? path).includes('?') ? '&' : '?'
  return {
    method: method as 'GET',
    ...call,
    url: `${call.url ?? path}${query}tenantid=${THEIRS}`,
    tenantId: MINE,
  }
}

describe('two tenants with the same identifiers', () => {
  it.each(ORDERED)(
    '$method $path answers one of them, and leaves the other alone',
    async ({ method, path }) => {
      const before = await theirs()
      const { status, body } = await admin.call(callOf(method, path))
      // Nobody listens outside, which a reload says with 503 after it took effect.
      expect([200, 201, 204, 503]).toContain(status)
      expect(JSON.stringify(body)).not.toContain(THEIRS)
      expect(await theirs()).toEqual(before)
    },
  )

  it.each(OF_ONE_THING)('$method $path does not find what only the other has', async ({ method, path }) => {
    const before = await theirs()
    const url = (callOf(method, path).url ?? '').replace('/rule/902@4.0.0', '/rule/901@4.0.0')
    const { status } = await admin.call({ ...callOf(method, path), url, tenantId: 'bank-c' })
    expect(status).toBe(404)
    expect(await theirs()).toEqual(before)
  })

  it.each(['entity', 'account'])('one cannot end a condition of the other on an %s', async (kind) => {
    const before = await theirs()
    const agent = kind === 'account' ? '&agt=NORTHB01' : ''
    const url = `${CONDITIONS}/${kind}?id=D1&schmenm=BBAN${agent}&condid=${condId[`${THEIRS} ${kind}`]}`
    expect(await admin.call({ method: 'PUT', url, tenantId: MINE })).toMatchObject({
      status: 404,
      body: 'Condition does not exist in the database.',
    })
    expect(await theirs()).toEqual(before)
  })
})
