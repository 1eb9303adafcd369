import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

const CONFIGURATION = { configuration: 'jsonb', tenantid: 'text', credttm: 'text', upddttm: 'text' }
const RAW = { document: 'jsonb', credttm: 'text', messageid: 'text', endtoendid: 'text', tenantid: 'text' }
const RAW_WITH_ACCOUNTS = { ...RAW, debtoraccountid: 'text', creditoraccountid: 'text' }
const INSTANT = 'timestamp with time zone'
const GOVERNED = {
  source: 'text',
  destination: 'text',
  evttp: 'ARRAY',
  incptndttm: INSTANT,
  xprtndttm: INSTANT,
  tenantid: 'text',
}

test.each<[string, Readonly<Record<string, string>>]>([
  ['configuration.network_map', { ...CONFIGURATION, cfg: 'text', active: 'boolean' }],
  ['configuration.typology', { ...CONFIGURATION, typologyid: 'text', typologycfg: 'text' }],
  ['configuration.rule', { ...CONFIGURATION, ruleid: 'text', rulecfg: 'text' }],
  ['evaluation.evaluation', { evaluation: 'jsonb', credttm: 'text', messageid: 'text', tenantid: 'text' }],
  ['event_history.account', { id: 'text', tenantid: 'text', credttm: 'text' }],
  ['event_history.entity', { id: 'text', tenantid: 'text', credttm: INSTANT }],
  [
    'event_history.account_holder',
    { source: 'text', destination: 'text', tenantid: 'text', credttm: INSTANT },
  ],
  [
    'event_history.transaction',
    {
      source: 'text',
      destination: 'text',
      transaction: 'jsonb',
      endtoendid: 'text',
      amt: 'numeric',
      ccy: 'text',
      msgid: 'text',
      credttm: 'text',
      txtp: 'text',
      txsts: 'text',
      tenantid: 'text',
    },
  ],
  [
    'event_history.condition',
    { condition: 'jsonb', id: 'text', tenantid: 'text', credttm: 'text', upddttm: 'text' },
  ],
  ['event_history.governed_as_debtor_by', GOVERNED],
  ['event_history.governed_as_creditor_by', GOVERNED],
  ['event_history.governed_as_debtor_account_by', GOVERNED],
  ['event_history.governed_as_creditor_account_by', GOVERNED],
  ['raw_history.pacs002', RAW],
  ['raw_history.pacs008', RAW_WITH_ACCOUNTS],
  ['raw_history.pain001', RAW_WITH_ACCOUNTS],
  ['raw_history.pain013', RAW_WITH_ACCOUNTS],
])('%s has the columns that Tazama gives it', async (name, columns) => {
  const rows = await store.pool.query<{ readonly name: string; readonly type: string }>({
    text: `SELECT column_name AS name, data_type AS type FROM information_schema.columns
      WHERE table_schema || '.' || table_name = $1`,
    values: [name],
  })
  expect(Object.fromEntries(rows.map((row) => [row.name, row.type]))).toMatchObject(columns)
})
