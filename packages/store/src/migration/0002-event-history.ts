import type { Migration } from './migration.ts'

export const eventHistory: Migration = {
  version: 2,
  name: 'event-history',
  sql: `
CREATE SCHEMA event_history;

CREATE TABLE event_history.account (
  tenantid text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  credttm text NOT NULL,
  PRIMARY KEY (tenantid, id)
);

CREATE TABLE event_history.entity (
  tenantid text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  credttm timestamptz NOT NULL,
  PRIMARY KEY (tenantid, id)
);

CREATE TABLE event_history.account_holder (
  tenantid text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  destination text COLLATE "C" NOT NULL,
  credttm timestamptz NOT NULL,
  PRIMARY KEY (tenantid, source, destination)
);
COMMENT ON TABLE event_history.account_holder IS 'Entity (source) that holds an account (destination)';

-- One row per payment, written by its credit transfer. Its first status report is noted by an update in place (HOT).
CREATE TABLE event_history.payment_instruction (
  tenant_id text COLLATE "C" NOT NULL,
  end_to_end_id text COLLATE "C" NOT NULL,
  debtor_account text COLLATE "C" NOT NULL,
  creditor_account text COLLATE "C" NOT NULL,
  debtor_entity text COLLATE "C" NOT NULL,
  creditor_entity text COLLATE "C" NOT NULL,
  instruction text NOT NULL,
  accepted_at timestamptz(3) NOT NULL,
  first_status text,
  first_status_message_id text COLLATE "C",
  first_status_at_ms int8,
  PRIMARY KEY (tenant_id, end_to_end_id)
) WITH (fillfactor = 90);

-- Attempts: one immutable row per payment, written with its first status report. Without a key of its own, because
-- payment_instruction.first_status_message_id already allows only one, and each index costs more than the row.
CREATE TABLE event_history.payment (
  tenant_id text COLLATE "C" NOT NULL,
  end_to_end_id text COLLATE "C" NOT NULL,
  occurred_at_ms int8 NOT NULL,
  debtor_account text COLLATE "C" NOT NULL,
  creditor_account text COLLATE "C" NOT NULL,
  amount_minor int8 NOT NULL,
  currency text COLLATE "C" NOT NULL,
  status text NOT NULL,
  accepted_at timestamptz(3) NOT NULL
) PARTITION BY RANGE (accepted_at);
CREATE INDEX payment_sent ON event_history.payment (tenant_id, debtor_account, occurred_at_ms DESC) INCLUDE (accepted_at);
CREATE INDEX payment_received ON event_history.payment (tenant_id, creditor_account, occurred_at_ms DESC) INCLUDE (accepted_at);

-- One small row per account; its lock makes the payments of an account take turns, in every process.
CREATE TABLE event_history.account_state (
  tenant_id text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  version int8 NOT NULL DEFAULT 0,
  first_activity_ms int8,
  last_activity_ms int8,
  sent_count int8 NOT NULL DEFAULT 0,
  received_count int8 NOT NULL DEFAULT 0,
  clock_lead_ms int8 NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, account_id)
) WITH (fillfactor = 80);
COMMENT ON COLUMN event_history.account_state.clock_lead_ms IS
  'The most that any attempt of this account was dated after its acceptance: how far before a window its attempts may have been accepted';

CREATE TABLE event_history.parked_message (
  tenant_id text COLLATE "C" NOT NULL,
  end_to_end_id text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  accepted_at timestamptz(3) NOT NULL,
  occurred_at_ms int8 NOT NULL,
  status text NOT NULL,
  trace_parent text,
  PRIMARY KEY (tenant_id, end_to_end_id, message_id)
);
COMMENT ON TABLE event_history.parked_message IS 'Status reports (pacs.002) whose credit transfer (pacs.008) has not arrived';
CREATE INDEX parked_message_accepted_at ON event_history.parked_message (accepted_at);

CREATE TABLE event_history.condition (
  condition jsonb NOT NULL,
  tenantid text COLLATE "C" GENERATED ALWAYS AS (condition ->> 'tenantId') STORED NOT NULL,
  id text COLLATE "C" GENERATED ALWAYS AS (condition ->> 'condId') STORED NOT NULL,
  condtp text GENERATED ALWAYS AS (condition ->> 'condTp') STORED NOT NULL,
  credttm text GENERATED ALWAYS AS (condition ->> 'creDtTm') STORED,
  upddttm text GENERATED ALWAYS AS (condition ->> 'updDtTm') STORED,
  PRIMARY KEY (tenantid, id),
  CHECK (condtp IN ('overridable-block', 'non-overridable-block', 'override'))
);
${[
  'governed_as_debtor_by',
  'governed_as_creditor_by',
  'governed_as_debtor_account_by',
  'governed_as_creditor_account_by',
]
  .map(
    (edge) => `
CREATE TABLE event_history.${edge} (
  tenantid text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  destination text COLLATE "C" NOT NULL,
  evttp text[] NOT NULL,
  incptndttm timestamptz(3) NOT NULL,
  xprtndttm timestamptz(3),
  PRIMARY KEY (tenantid, source, destination),
  FOREIGN KEY (tenantid, destination) REFERENCES event_history.condition (tenantid, id)
);`,
  )
  .join('')}
`,
}
