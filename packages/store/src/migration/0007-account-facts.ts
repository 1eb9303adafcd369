import type { Migration } from './migration.ts'

/**
 * What is known of an account moves into one value per account, which is read instead of payments. Accounts that have payments and no
 * state yet (`version` above 0, `state` null) are rebuilt from them when they are next needed, or by `pantau facts rebuild`.
 */
export const accountFacts: Migration = {
  version: 7,
  name: 'account-facts',
  sql: `
-- The first status that ends a payment (settled, rejected, cancelled) decides what the history keeps of it. Noted in place (HOT).
ALTER TABLE event_history.payment_instruction
  ADD COLUMN final_status text,
  ADD COLUMN final_status_at_ms int8;
COMMENT ON COLUMN event_history.payment_instruction.final_status IS
  'The first of ACCC, ACSC, RJCT and CANC that was reported; ACCC settles the payment, nothing that is reported later changes that';

UPDATE event_history.payment_instruction
SET final_status = first_status, final_status_at_ms = first_status_at_ms
WHERE first_status IN ('ACCC', 'ACSC', 'RJCT', 'CANC');

UPDATE event_history.payment_instruction i
SET final_status = m.status, final_status_at_ms = m.created_at_ms
FROM (
  SELECT DISTINCT ON (tenant_id, end_to_end_id) tenant_id, end_to_end_id, status, created_at_ms
  FROM raw_history.message
  WHERE transaction_type = 'pacs.002.001.12' AND status IN ('ACCC', 'ACSC', 'RJCT', 'CANC') AND source_account IS NOT NULL
  ORDER BY tenant_id, end_to_end_id, accepted_at, created_at_ms, message_id
) AS m
WHERE i.final_status IS NULL AND i.first_status IS NOT NULL AND m.tenant_id = i.tenant_id AND m.end_to_end_id = i.end_to_end_id;

-- The state stays in its row up to 8 KB: out of line, each fold would write and index its chunks anew. What was counted in columns is in it.
ALTER TABLE event_history.account_state
  DROP COLUMN first_activity_ms,
  DROP COLUMN last_activity_ms,
  DROP COLUMN sent_count,
  DROP COLUMN received_count,
  DROP COLUMN clock_lead_ms,
  ADD COLUMN funders text[] COLLATE "C",
  ADD COLUMN state bytea,
  ALTER COLUMN state SET STORAGE MAIN,
  SET (toast_tuple_target = 8160, fillfactor = 50);
COMMENT ON COLUMN event_history.account_state.version IS 'How often the state was folded or rebuilt; above 0 without a state: not rebuilt yet';
COMMENT ON COLUMN event_history.account_state.state IS 'Everything that facts need to know of the account, encoded by @pantau/facts';
COMMENT ON COLUMN event_history.account_state.funders IS 'The accounts whose states are read with this one: the newest that paid it';

CREATE TABLE event_history.payee_history (
  tenant_id text COLLATE "C" NOT NULL,
  debtor_account text COLLATE "C" NOT NULL,
  creditor_account text COLLATE "C" NOT NULL,
  count int8 NOT NULL,
  first_ms int8 NOT NULL,
  last_ms int8 NOT NULL,
  PRIMARY KEY (tenant_id, debtor_account, creditor_account)
) WITH (fillfactor = 90);
COMMENT ON TABLE event_history.payee_history IS 'Settled payments from one account to one other, over their whole life';

-- Messages of one transaction have one time of acceptance, and of several final statuses the first counts.
ALTER TABLE event_history.parked_message ADD COLUMN position int8 GENERATED ALWAYS AS IDENTITY;
COMMENT ON COLUMN event_history.parked_message.position IS 'The order in which status reports of one payment were accepted';

-- Payments of an account are read to rebuild its state, all of them: without times, equal keys are kept once with their rows.
DROP INDEX event_history.payment_sent;
DROP INDEX event_history.payment_received;
CREATE INDEX payment_sent ON event_history.payment (tenant_id, debtor_account);
CREATE INDEX payment_received ON event_history.payment (tenant_id, creditor_account);
`,
}
