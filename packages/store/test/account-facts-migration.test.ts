import { paymentInstructionCodec } from '@pantau/contracts'
import { connectStore, rebuildAccountStates, verifyAccountStates } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { startPostgres } from '@pantau/testkit'
import type { TestDatabase } from '@pantau/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MIGRATIONS } from '../src/migration/migrations.ts'
import { instructionOf } from './payment-requests.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 12)

let database: TestDatabase
let pool: StorePool

beforeAll(async () => {
  database = await (await startPostgres()).createDatabase()
  pool = await connectStore({
    url: database.url,
    applicationName: 'account-facts-migration-test',
    poolMax: 2,
    statementTimeoutMs: 20_000,
  })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

/** What acceptance left behind before there were account states. */
async function acceptAsBefore(endToEndId: string, statuses: readonly string[]): Promise<void> {
  const instruction = instructionOf({ endToEndId, debtor: 'D', creditor: 'C', atMs: NOW_MS })
  await pool.query({
    text: `INSERT INTO event_history.payment_instruction VALUES
      ('T', $1, 'D', 'C', 'De', 'Ce', $2, to_timestamp(0), $3, $1 || ' 0', $4::int8)`,
    values: [
      endToEndId,
      Buffer.from(paymentInstructionCodec.encode(instruction)).toString(),
      statuses[0],
      statuses.length === 0 ? null : NOW_MS,
    ],
  })
  for (const [index, status] of statuses.entries()) {
    await pool.query({
      text: `INSERT INTO raw_history.message (tenant_id, transaction_type, message_id, accepted_at, end_to_end_id, created_at,
          created_at_ms, status, source_account, body)
        VALUES ('T', 'pacs.002.001.12', $1 || ' ' || $2::int4, to_timestamp($2::int4), $1, '', $3::int8 + $2::int4, $4, $5, '')`,
      values: [endToEndId, index, NOW_MS, status, 'C'],
    })
  }
  if (statuses.length > 0) {
    await pool.query({
      text: `INSERT INTO event_history.payment VALUES ('T', $1, $2::int8, 'D', 'C', 12345, 'EUR', $3, to_timestamp(0))`,
      values: [endToEndId, NOW_MS, statuses[0]],
    })
  }
}

async function migrate(name: string): Promise<void> {
  await pool.query({ text: MIGRATIONS.find((migration) => migration.name === name)?.sql ?? '' })
}

test('the migration to account states finds the first final status of every payment, and what to rebuild', async () => {
  await pool.query({ text: 'CREATE SCHEMA audit' })
  for (const { sql } of MIGRATIONS.slice(0, 4)) {
    await pool.query({ text: sql })
  }
  for (const table of ['event_history.payment', 'raw_history.message']) {
    await pool.query({ text: `CREATE TABLE ${table}_all PARTITION OF ${table} DEFAULT` })
  }
  await acceptAsBefore('settled', ['ACCC'])
  await acceptAsBefore('settled later', ['PDNG', 'ACSP', 'ACCC', 'RJCT'])
  await acceptAsBefore('rejected', ['RJCT', 'ACCC'])
  await acceptAsBefore('pending', ['PDNG'])
  await acceptAsBefore('unreported', [])
  await pool.query({
    text: `INSERT INTO event_history.account_state (tenant_id, account_id, version) VALUES ('T', 'D', 4), ('T', 'C', 4), ('T', 'New', 0)`,
  })

  await migrate('account-facts')

  expect(
    await pool.query({
      text: 'SELECT end_to_end_id, final_status, final_status_at_ms FROM event_history.payment_instruction ORDER BY 1',
    }),
  ).toEqual([
    { end_to_end_id: 'pending', final_status: null, final_status_at_ms: null },
    { end_to_end_id: 'rejected', final_status: 'RJCT', final_status_at_ms: NOW_MS },
    { end_to_end_id: 'settled', final_status: 'ACCC', final_status_at_ms: NOW_MS },
    { end_to_end_id: 'settled later', final_status: 'ACCC', final_status_at_ms: NOW_MS + 2 },
    { end_to_end_id: 'unreported', final_status: null, final_status_at_ms: null },
  ])
  await migrate('funded-at')
  const accounts = ['C', 'D', 'New'].map((accountId) => ({ tenantId: 'T', accountId }))
  const verdicts = async (): Promise<readonly string[]> =>
    (await verifyAccountStates(pool, accounts)).map(({ verdict }) => verdict)
  expect(await verdicts()).toEqual(['stale', 'stale', 'equal'])
  expect(await rebuildAccountStates(pool, accounts)).toEqual({ accounts: 3, payments: 8 })
  expect(await verdicts()).toEqual(['equal', 'equal', 'equal'])
  expect(
    await pool.query({ text: 'SELECT count, first_ms, last_ms FROM event_history.payee_history' }),
  ).toEqual([{ count: 2, first_ms: NOW_MS, last_ms: NOW_MS + 2 }])
})
