import type { ClientBase } from 'pg'
import type { AccountFolder } from './account-folder.ts'
import type { HistoryTemplate } from './history-template.ts'
import { debtorFields, fillRowTemplate } from './row-template.ts'

const BATCH_ACCOUNTS = 1_000
/** Funders of an account travel as one text; identifiers never contain it. */
const SEPARATOR = '\u0001'

const INSERT_ACCOUNTS = `
WITH a AS MATERIALIZED (
  SELECT * FROM unnest($2::text[], $3::text[], $4::bytea[], $5::text[], $8::int8[]) AS a (account_id, entity_id, state, funders, funded_at_ms)
), known_account AS (
  INSERT INTO event_history.account (tenantid, id, credttm) SELECT $1, account_id, $6 FROM a ON CONFLICT DO NOTHING
), known_entity AS (
  INSERT INTO event_history.entity (tenantid, id, credttm) SELECT $1, entity_id, $6::timestamptz FROM a ON CONFLICT DO NOTHING
), known_holder AS (
  INSERT INTO event_history.account_holder (tenantid, source, destination, credttm)
  SELECT $1, entity_id, account_id, $6::timestamptz FROM a ON CONFLICT DO NOTHING
)
INSERT INTO event_history.account_state (tenant_id, account_id, version, state, funders, funded_at_ms)
SELECT $1, account_id, 1, state, string_to_array(funders, $7), funded_at_ms FROM a ORDER BY account_id COLLATE "C"`

const INSERT_PAYEES = `
INSERT INTO event_history.payee_history (tenant_id, debtor_account, creditor_account, count, first_ms, last_ms)
SELECT tenant_id, debtor_account, creditor_account, count(*), min(final_status_at_ms), max(final_status_at_ms)
FROM event_history.payment_instruction
WHERE tenant_id = $1 AND final_status = 'ACCC' AND debtor_account <> creditor_account
GROUP BY tenant_id, debtor_account, creditor_account
ORDER BY debtor_account, creditor_account`

/** Writes what is known of the accounts of a history, and the pairs of them that paid each other. @returns the number of accounts */
export async function writeAccounts(
  client: ClientBase,
  tenantId: string,
  template: HistoryTemplate,
  folder: AccountFolder,
): Promise<number> {
  const knownSince = new Date().toISOString()
  let written = 0
  let batch: AccountRow[] = []
  const writeBatch = async (): Promise<void> => {
    await client.query(INSERT_ACCOUNTS, [
      tenantId,
      batch.map(({ accountId }) => accountId),
      batch.map(({ entityId }) => entityId),
      batch.map(({ state }) => Buffer.from(state)),
      batch.map(({ funders }) => funders.join(SEPARATOR)),
      knownSince,
      SEPARATOR,
      batch.map((account) => account.fundedAtMs ?? null),
    ])
    written += batch.length
    batch = []
  }
  for (const { accountNumber, state, funders, fundedAtMs } of folder.states()) {
    const fields = debtorFields(accountNumber)
    const accountId = fillRowTemplate(template.accountId, fields)
    batch.push({
      accountId,
      entityId: fillRowTemplate(template.entityId, fields),
      state,
      funders,
      fundedAtMs,
    })
    if (batch.length === BATCH_ACCOUNTS) {
      await writeBatch()
    }
  }
  if (batch.length > 0) {
    await writeBatch()
  }
  await client.query(INSERT_PAYEES, [tenantId])
  return written
}

interface AccountRow {
  readonly accountId: string
  readonly entityId: string
  readonly state: Uint8Array
  readonly funders: readonly string[]
  readonly fundedAtMs: number | undefined
}
