import { connect } from '@nats-io/transport-node'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { waitUntil } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { configurationWith, paceTypology } from './pace-typology.ts'
import { startContractSystem } from './start-contract-system.ts'
import type { Answer, Call, ContractSystem } from './start-contract-system.ts'
import { outcomesOf, sendPayment, testPayment } from './test-payment.ts'
import type { TestPayment } from './test-payment.ts'

/** What is entered over HTTP takes effect on the payments that come after it. Nothing is configured when this begins. */

const CONFIGURATION = '/v1/admin/configuration'
const CONDITIONS = '/v1/admin/event-flow-control'
const SHIPPED = defaultConfigurationSet()

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem({ configurations: {} })
})
afterAll(() => system?.stop())

async function ask(method: Call['method'], path: string, body?: unknown): Promise<Answer> {
  return system.ask({ method, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}

async function pay(choices: Parameters<typeof testPayment>[0] = {}): Promise<TestPayment> {
  const payment = testPayment({ atMs: Date.now(), ...choices })
  await sendPayment(system, payment)
  return payment
}

async function flowOf(payment: TestPayment): Promise<string | undefined> {
  const { 'EFRuP@4.0.0': flow } = await outcomesOf(system, payment.messageId)
  return flow?.split(' ')[0]
}

async function save(set: typeof SHIPPED, cfg: string): Promise<void> {
  const networkMap = { ...set.networkMap, cfg, active: false }
  expect((await ask('POST', `${CONFIGURATION}/network_map`, networkMap)).status).toBe(201)
}

function conditionOf(owner: object, changes: object = {}): object {
  return {
    evtTp: ['pacs.002.001.12'],
    condTp: 'overridable-block',
    prsptv: 'debtor',
    condRsn: 'court order',
    usr: 'ops.lead',
    forceCret: true,
    ...owner,
    ...changes,
  }
}
function account(holder: string): object {
  return {
    acct: {
      id: `ACC-${holder}`,
      schmeNm: { prtry: 'BBAN' },
      agt: { finInstnId: { clrSysMmbId: { mmbId: 'BANKXX01' } } },
    },
  }
}
function entity(holder: string): object {
  return { ntty: { id: `CUST-${holder}`, schmeNm: { prtry: 'BANK_CUSTOMER' } } }
}

/** @returns its identification */
async function impose(kind: 'account' | 'entity', condition: object): Promise<string> {
  const { status, text } = await ask('POST', `${CONDITIONS}/${kind}`, condition)
  expect(status).toBe(200)
  const { result } = JSON.parse(text) as { result: { conditions: readonly { condId: string }[] } }
  return result.conditions.at(-1)?.condId ?? ''
}

describe('a configuration', () => {
  it('is uploaded in parts, activated as a whole, told on the service channel, and used from the next message on', async () => {
    const nats = await connect({ servers: system.natsUrl })
    onTestFinished(() => nats.close())
    const events: unknown[] = []
    nats.subscribe('service-channel', {
      callback: (_error, message) => {
        events.push(message.json())
      },
    })
    await nats.flush()
    const unconfigured = await pay()
    expect((await ask('POST', `${CONFIGURATION}/rule`, SHIPPED.rules)).status).toBe(201)
    expect((await ask('POST', `${CONFIGURATION}/typology`, SHIPPED.typologies)).status).toBe(201)
    await save(SHIPPED, '1.0.0')
    const activated = await ask('POST', `${CONFIGURATION}/network_map/1.0.0/activate`)
    expect(JSON.parse(activated.text)).toMatchObject({
      data: { cfg: '1.0.0', active: true, tenantId: 'DEFAULT' },
      reloadDispatched: { status: true, outcome: 'published' },
    })
    await waitUntil(() => system.configurations.active('DEFAULT') !== undefined, { what: 'the activation' })
    const { networkMap } = await system.report((await pay()).messageId)
    expect(networkMap).toMatchObject({ active: true, cfg: '1.0.0' })
    await waitUntil(() => events.length > 0, { what: 'the event' })
    expect(events).toEqual([
      {
        specversion: '1.0',
        id: expect.any(String),
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        type: 'org.tazama.network-map.activated',
        source: 'admin-service',
        subject: 'DEFAULT/1.0.0',
        datacontenttype: 'application/json',
        data: { cfg: '1.0.0', tenantId: 'DEFAULT' },
      },
    ])
    const { status } = await ask('GET', `/v1/admin/reports/getreportbymsgid?msgid=${unconfigured.messageId}`)
    expect(status).toBe(204)
  })

  it('is replaced by another activation, and stays what it was for what was decided under it', async () => {
    const before = await pay()
    await system.report(before.messageId)
    const other = configurationWith(
      paceTypology('quiet@2.0.0', { workflow: { alertThreshold: 1_000, flowProcessor: 'EFRuP@4.0.0' } }),
    )
    expect((await ask('POST', `${CONFIGURATION}/typology`, other.typologies)).status).toBe(201)
    await save(other, '2.0.0')
    expect((await ask('POST', `${CONFIGURATION}/network_map/2.0.0/activate`)).status).toBe(200)
    await waitUntil(() => system.configurations.active('DEFAULT')?.compiled.networkMapCfg === '2.0.0', {
      what: 'the activation',
    })
    const { report, networkMap } = await system.report((await pay()).messageId)
    expect(networkMap.cfg).toBe('2.0.0')
    expect(report.tadpResult.typologyResult.map(({ cfg }) => cfg)).toEqual(['quiet@2.0.0'])
    expect((await system.report(before.messageId)).networkMap.cfg).toBe('1.0.0')
    const { text } = await ask('GET', `${CONFIGURATION}/network_map?filters[active]=true`)
    expect(JSON.parse(text)).toMatchObject({ data: [{ cfg: '2.0.0' }], meta: { total: 1 } })
  })

  it('is refused with every reason where Tazama would score 0 or wait for ever', async () => {
    const [typology] = SHIPPED.typologies
    const unweighted = {
      ...typology,
      cfg: 'unweighted@1.0.0',
      rules: typology?.rules.map((rule) => ({
        ...rule,
        wghts: rule.wghts.filter(({ ref }) => ref !== '.03'),
      })),
    }
    expect((await ask('POST', `${CONFIGURATION}/typology`, unweighted)).status).toBe(201)
    const [message] = SHIPPED.networkMap.messages
    const [reference] = message?.typologies ?? []
    const map = {
      cfg: '3.0.0',
      active: false,
      messages: [
        {
          ...message,
          typologies: [
            { ...reference, cfg: 'unweighted@1.0.0' },
            { ...reference, cfg: 'nowhere@1.0.0' },
          ],
        },
      ],
    }
    expect((await ask('POST', `${CONFIGURATION}/network_map`, map)).status).toBe(201)
    const { status, text } = await ask('POST', `${CONFIGURATION}/network_map/3.0.0/activate`)
    expect(status).toBe(400)
    expect(text).toContain('must weigh \\".03\\", which the rule can give')
    expect(text).toContain('the set has no typology typology-processor with cfg nowhere@1.0.0')
    expect((await system.report((await pay()).messageId)).networkMap.cfg).toBe('2.0.0')
  })
})

describe('a condition', () => {
  it('on an account that nobody has seen stops its first payment', async () => {
    await impose('account', conditionOf(account('unseen')))
    const payment = await pay({ debtor: 'unseen', atMs: Date.now() + 1_000 })
    expect(await flowOf(payment)).toBe('block')
    expect((await system.report(payment.messageId)).report.status).toBe('ALRT')
  })

  it('of the debtor ends when that is asked for, by the time of the payments', async () => {
    const condId = await impose('account', conditionOf(account('released')))
    const endMs = Date.now() + 60_000
    const query = `id=ACC-released&schmenm=BBAN&agt=BANKXX01&condid=${condId}`
    const xprtnDtTm = new Date(endMs).toISOString()
    expect(await ask('PUT', `${CONDITIONS}/account?${query}`, { xprtnDtTm })).toMatchObject({
      status: 200,
      text: '',
    })
    expect(await flowOf(await pay({ debtor: 'released', atMs: endMs }))).toBe('block')
    expect(await flowOf(await pay({ debtor: 'released', atMs: endMs + 1 }))).toBe('none')
  })

  it('that begins later is listed at once, and holds from then on', async () => {
    const beginMs = Date.now() + 60_000
    const incptnDtTm = new Date(beginMs).toISOString()
    await impose('entity', conditionOf(entity('later'), { incptnDtTm }))
    const { text } = await ask('GET', `${CONDITIONS}/entity?id=CUST-later&schmenm=BANK_CUSTOMER`)
    expect(JSON.parse(text)).toMatchObject({ ...entity('later'), conditions: [{ incptnDtTm }] })
    expect(await flowOf(await pay({ debtor: 'later', atMs: beginMs - 1 }))).toBe('none')
    expect(await flowOf(await pay({ debtor: 'later', atMs: beginMs }))).toBe('block')
  })

  it('overrides a block of the other side', async () => {
    await impose('account', conditionOf(account('passing')))
    const xprtnDtTm = new Date(Date.now() + 3_600_000).toISOString()
    const override = { condTp: 'override', prsptv: 'creditor', xprtnDtTm }
    await impose('entity', conditionOf(entity('trusted'), override))
    const atMs = Date.now() + 1_000
    expect(await flowOf(await pay({ debtor: 'passing', atMs }))).toBe('block')
    expect(await flowOf(await pay({ debtor: 'passing', creditor: 'trusted', atMs }))).toBe('override')
  })
})
