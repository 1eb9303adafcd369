import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '@pantau/testkit'
import { startContractSystem } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { identityOf, outcomesOf, sendPayment, START_MS, testPayment } from './test-payment.ts'

/** Scripts that fill Tazama's tables of configuration and conditions fill these too. */

const TENANT = 'DEFAULT'
const WEIGHTS = [
  { ref: '.err', wght: '0' },
  { ref: '.x00', wght: '100' },
  { ref: '.01', wght: '100' },
  { ref: '.02', wght: '200' },
  { ref: '.03', wght: '400' },
]
const RULE = {
  id: '901@4.0.0',
  cfg: '1.0.0',
  tenantId: TENANT,
  creDtTm: '2026-01-01T00:00:00.000Z',
  desc: 'Outgoing payments of the debtor account',
  config: {
    parameters: { maxQueryRange: 3_600_000 },
    exitConditions: [{ subRuleRef: '.x00', reason: 'not completed' }],
    bands: [
      { subRuleRef: '.01', upperLimit: 2, reason: 'one' },
      { subRuleRef: '.02', lowerLimit: 2, upperLimit: 3, reason: 'two' },
      { subRuleRef: '.03', lowerLimit: 3, reason: 'three or more' },
    ],
  },
}
const EVENT_FLOW = { id: 'EFRuP@4.0.0', cfg: 'none', tenantId: TENANT, desc: 'Event flow', config: {} }
const TYPOLOGY = {
  typology_name: 'Pace',
  id: 'typology-processor',
  cfg: '999-901@1.0.0',
  tenantId: TENANT,
  workflow: { alertThreshold: 200, interdictionThreshold: 400, flowProcessor: 'EFRuP@4.0.0' },
  rules: [
    { id: '901@4.0.0', cfg: '1.0.0', termId: 'v901at400at100', wghts: WEIGHTS },
    {
      id: 'EFRuP@4.0.0',
      cfg: 'none',
      termId: 'vEFRuPat400atnone',
      wghts: ['.err', 'none', 'override', 'non-overridable-block', 'overridable-block'].map((ref) => ({
        ref,
        wght: '0',
      })),
    },
  ],
  expression: ['Add', 'v901at400at100'],
}
const MAP = {
  active: true,
  name: 'Seeded',
  cfg: '1.0.0',
  tenantId: TENANT,
  messages: [
    {
      id: '004@4.0.0',
      cfg: '4.0.0',
      txTp: 'pacs.002.001.12',
      typologies: [
        {
          id: TYPOLOGY.id,
          cfg: TYPOLOGY.cfg,
          tenantId: TENANT,
          rules: TYPOLOGY.rules.map(({ id, cfg }) => ({ id, cfg })),
        },
      ],
    },
  ],
}
const CONDITION = {
  condId: '5a0d9a5e-3f1c-4a52-9a07-b1f4c3c5d6e7',
  condTp: 'overridable-block',
  evtTp: ['pacs.002.001.12'],
  prsptv: 'debtor',
  incptnDtTm: '2026-01-01T00:00:00.000Z',
  condRsn: 'court order',
  usr: 'ops.lead',
  forceCret: true,
  tenantId: TENANT,
  creDtTm: '2026-01-01T00:00:00.000Z',
}

let system: ContractSystem
let database: Client
beforeAll(async () => {
  system = await startContractSystem({ configurations: {} })
  database = new Client({ connectionString: system.databaseUrl })
  await database.connect()
})
afterAll(async () => {
  await database?.end()
  await system?.stop()
})

describe('a configuration', () => {
  it('is put into force by a reload', async () => {
    for (const [table, document] of [
      ['rule', RULE],
      ['rule', EVENT_FLOW],
      ['typology', TYPOLOGY],
      ['network_map', MAP],
    ] as const) {
      await database.query(`INSERT INTO configuration.${table} (configuration) VALUES ($1)`, [document])
    }
    const path = '/v1/admin/configuration/network_map/reload'
    const answer = await system.ask({ method: 'POST', path, body: '{"reloadMode":"broadcast"}' })
    expect(JSON.parse(answer.text)).toEqual({
      event: 'network-map.activated',
      dispatched: true,
      outcome: 'published',
    })
    await waitUntil(() => system.configurations.active(TENANT) !== undefined, { what: 'the activation' })
    const payment = testPayment()
    await sendPayment(system, payment)
    const { networkMap, report } = await system.report(payment.messageId)
    expect(networkMap).toMatchObject({ cfg: '1.0.0', messages: MAP.messages })
    expect(report.tadpResult.typologyResult).toMatchObject([{ cfg: '999-901@1.0.0', result: 100 }])
  })
})

describe('a condition', () => {
  it('holds from its rows on', async () => {
    await database.query('INSERT INTO event_history.condition (condition) VALUES ($1)', [CONDITION])
    await database.query(
      `INSERT INTO event_history.governed_as_debtor_account_by (source, destination, evttp, incptndttm, tenantid)
       VALUES ($1, $2, $3, $4, $5)`,
      [identityOf('seeded').account, CONDITION.condId, CONDITION.evtTp, CONDITION.incptnDtTm, TENANT],
    )
    const payment = testPayment({ debtor: 'seeded', atMs: START_MS })
    await sendPayment(system, payment)
    expect(await outcomesOf(system, payment.messageId)).toMatchObject({ 'EFRuP@4.0.0': 'block 0' })
    const path = '/v1/admin/event-flow-control/account?id=ACC-seeded&schmenm=BBAN&agt=BANKXX01'
    const { text } = await system.ask({ method: 'GET', path })
    expect(JSON.parse(text)).toMatchObject({
      conditions: [
        {
          condId: CONDITION.condId,
          condTp: 'overridable-block',
          condRsn: 'court order',
          prsptvs: [{ prsptv: 'governed_as_debtor_account_by', evtTp: ['pacs.002.001.12'] }],
        },
      ],
    })
  })
})
