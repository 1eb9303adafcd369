import type { Migration } from './migration.ts'

export const evaluation: Migration = {
  version: 4,
  name: 'evaluation',
  sql: `
CREATE SCHEMA evaluation;

-- Unique on the natural key, although accepted_at is part of the primary key: raw_history.message_key fixes it once for all.
CREATE TABLE evaluation.record (
  tenant_id text COLLATE "C" NOT NULL,
  transaction_type text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  accepted_at timestamptz(3) NOT NULL,
  evaluation_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('ALRT', 'NALT')),
  configuration_digest text COLLATE "C" NOT NULL,
  evaluated_at timestamptz(3) NOT NULL,
  record text NOT NULL,
  PRIMARY KEY (tenant_id, message_id, transaction_type, accepted_at)
) PARTITION BY RANGE (accepted_at);
CREATE INDEX record_accepted_at ON evaluation.record (accepted_at, tenant_id);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE evaluation.record ALTER COLUMN record SET COMPRESSION lz4;
  END IF;
END
$$;

CREATE TABLE evaluation.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text COLLATE "C" NOT NULL,
  transaction_type text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  accepted_at timestamptz(3) NOT NULL,
  kind text NOT NULL CHECK (kind IN ('alert', 'interdiction')),
  payload text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expanded boolean NOT NULL DEFAULT false
) WITH (fillfactor = 90);
CREATE INDEX outbox_to_expand ON evaluation.outbox (id) WHERE NOT expanded;

CREATE TABLE evaluation.delivery (
  outbox_id bigint NOT NULL,
  destination text COLLATE "C" NOT NULL,
  attempts int4 NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3) NOT NULL DEFAULT now(),
  delivered_at timestamptz(3),
  last_error text,
  PRIMARY KEY (outbox_id, destination)
) WITH (fillfactor = 80);
CREATE INDEX delivery_due ON evaluation.delivery (destination, next_attempt_at) WHERE delivered_at IS NULL;

CREATE TABLE evaluation.quarantine (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text COLLATE "C",
  transaction_type text COLLATE "C",
  message_id text COLLATE "C",
  accepted_at timestamptz(3),
  stage text NOT NULL,
  channel text NOT NULL,
  reason text NOT NULL,
  payload bytea NOT NULL,
  quarantined_at timestamptz(3) NOT NULL DEFAULT now(),
  resolved_at timestamptz(3)
);
COMMENT ON TABLE evaluation.quarantine IS 'Messages that a stage refused for good. The key is null where the message could not even be read';
-- A message that is delivered and refused again is the same case.
CREATE UNIQUE INDEX quarantine_open ON evaluation.quarantine (tenant_id, message_id, transaction_type, channel) WHERE resolved_at IS NULL;
`,
}
