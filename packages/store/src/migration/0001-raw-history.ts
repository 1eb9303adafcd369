import type { Migration } from './migration.ts'

/**
 * Text keys compare by bytes (`COLLATE "C"`): the order is the same everywhere, never changes with an operating system's locale
 * data, and comparing is cheapest. Hot tables have no foreign keys.
 */
export const rawHistory: Migration = {
  version: 1,
  name: 'raw-history',
  sql: `
CREATE SCHEMA raw_history;

-- The one place where a natural key is unique. Small and not partitioned, because uniqueness over time partitions is not to be had.
CREATE TABLE raw_history.message_key (
  tenant_id text COLLATE "C" NOT NULL,
  transaction_type text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  content_hash bytea NOT NULL,
  accepted_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, transaction_type, message_id)
);
CREATE INDEX message_key_accepted_at ON raw_history.message_key USING brin (accepted_at) WITH (autosummarize = on);

CREATE TABLE raw_history.message (
  tenant_id text COLLATE "C" NOT NULL,
  transaction_type text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  accepted_at timestamptz(3) NOT NULL,
  end_to_end_id text COLLATE "C" NOT NULL,
  created_at text NOT NULL,
  created_at_ms int8 NOT NULL,
  source_account text COLLATE "C",
  destination_account text COLLATE "C",
  amount_minor int8,
  currency text COLLATE "C",
  status text,
  latitude text,
  longitude text,
  body bytea NOT NULL,
  configuration_digest text COLLATE "C",
  event bytea,
  PRIMARY KEY (tenant_id, message_id, transaction_type, accepted_at),
  CHECK ((event IS NULL) = (configuration_digest IS NULL))
) PARTITION BY RANGE (accepted_at);
COMMENT ON COLUMN raw_history.message.body IS 'The bytes as received: evidence, never re-encoded';
COMMENT ON COLUMN raw_history.message.event IS 'What an evaluation is owed on; null while the message is parked, and when it is only recorded';

-- Each message is in exactly one of the two: what the reconciler looks through, and what the ledger counts besides.
CREATE INDEX message_due ON raw_history.message (accepted_at, tenant_id) WHERE event IS NOT NULL;
CREATE INDEX message_not_due ON raw_history.message (accepted_at, tenant_id) WHERE event IS NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE raw_history.message ALTER COLUMN body SET COMPRESSION lz4, ALTER COLUMN event SET COMPRESSION lz4;
  END IF;
END
$$;

CREATE TABLE raw_history.reconciliation (
  is_only_row boolean PRIMARY KEY DEFAULT true CHECK (is_only_row),
  watermark timestamptz(3) NOT NULL
);
COMMENT ON COLUMN raw_history.reconciliation.watermark IS 'Every message accepted before this is decided, recorded or in quarantine';
INSERT INTO raw_history.reconciliation (watermark) VALUES (now());

-- The reconciler takes for granted that a message is visible soon after its accepted_at, which is when its transaction began.
CREATE FUNCTION raw_history.refuse_old_transaction() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF clock_timestamp() - now() > interval '60 seconds' THEN
    RAISE EXCEPTION 'The accepting transaction took too long' USING ERRCODE = 'serialization_failure';
  END IF;
END
$$;
`,
}
