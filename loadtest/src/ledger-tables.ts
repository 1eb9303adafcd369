import type { ClientBase } from 'pg'
import type { LedgerEntry } from './ledger-entry.ts'
import { readLedger } from './id-ledger.ts'

const ROWS_PER_INSERT = 5000

const CREATE_TABLES = `
CREATE TEMPORARY TABLE ledger_sent (
  transaction_type text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  due_at timestamptz(3) NOT NULL,
  PRIMARY KEY (message_id, transaction_type)
);
CREATE TEMPORARY TABLE ledger_accepted (
  transaction_type text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (message_id, transaction_type)
)`

const INSERT_SENT = `
INSERT INTO ledger_sent (transaction_type, message_id, due_at)
SELECT transaction_type, message_id, to_timestamp(due_at_ms / 1000.0)
FROM unnest($1::text[], $2::text[], $3::float8[]) AS entry (transaction_type, message_id, due_at_ms)`

const INSERT_ACCEPTED = `
INSERT INTO ledger_accepted (transaction_type, message_id)
SELECT * FROM unnest($1::text[], $2::text[])
ON CONFLICT DO NOTHING`

/**
 * Copies a ledger file into temporary tables of the client's session, so that it can be compared with what is stored: `ledger_sent` holds
 * every message that was due, `ledger_accepted` those that were answered 200 at least once.
 * @throws LedgerError, and a database error where the ledger holds a message id twice
 */
export async function loadLedgerTables(client: ClientBase, ledgerPath: string): Promise<void> {
  await client.query(CREATE_TABLES)
  let sent: LedgerEntry[] = []
  let accepted: LedgerEntry[] = []
  for await (const entry of readLedger(ledgerPath)) {
    if (entry.event === 'due') {
      sent.push(entry)
    } else if (entry.event === '200') {
      accepted.push(entry)
    }
    if (sent.length >= ROWS_PER_INSERT) {
      await insertSent(client, sent)
      sent = []
    }
    if (accepted.length >= ROWS_PER_INSERT) {
      await insertAccepted(client, accepted)
      accepted = []
    }
  }
  await insertSent(client, sent)
  await insertAccepted(client, accepted)
  await client.query('ANALYZE ledger_sent, ledger_accepted')
}

async function insertSent(client: ClientBase, entries: readonly LedgerEntry[]): Promise<void> {
  await client.query(INSERT_SENT, [
    entries.map((entry) => entry.transactionType),
    entries.map((entry) => entry.messageId),
    entries.map((entry) => entry.atEpochMs),
  ])
}

async function insertAccepted(client: ClientBase, entries: readonly LedgerEntry[]): Promise<void> {
  await client.query(INSERT_ACCEPTED, [
    entries.map((entry) => entry.transactionType),
    entries.map((entry) => entry.messageId),
  ])
}
