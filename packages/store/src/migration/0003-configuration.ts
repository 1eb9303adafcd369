import type { Migration } from './migration.ts'

export const configuration: Migration = {
  version: 3,
  name: 'configuration',
  sql: `
CREATE SCHEMA configuration;

CREATE TABLE configuration.network_map (
  configuration jsonb NOT NULL,
  tenantid text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'tenantId') STORED NOT NULL,
  cfg text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'cfg') STORED NOT NULL,
  active boolean GENERATED ALWAYS AS ((configuration -> 'active')::boolean) STORED NOT NULL,
  credttm text GENERATED ALWAYS AS (configuration ->> 'creDtTm') STORED,
  upddttm text GENERATED ALWAYS AS (configuration ->> 'updDtTm') STORED,
  PRIMARY KEY (tenantid, cfg)
);
CREATE UNIQUE INDEX network_map_active ON configuration.network_map (tenantid) WHERE active;

CREATE TABLE configuration.rule (
  configuration jsonb NOT NULL,
  tenantid text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'tenantId') STORED NOT NULL,
  ruleid text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'id') STORED NOT NULL,
  rulecfg text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'cfg') STORED NOT NULL,
  credttm text GENERATED ALWAYS AS (configuration ->> 'creDtTm') STORED,
  upddttm text GENERATED ALWAYS AS (configuration ->> 'updDtTm') STORED,
  PRIMARY KEY (tenantid, ruleid, rulecfg)
);

CREATE TABLE configuration.typology (
  configuration jsonb NOT NULL,
  tenantid text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'tenantId') STORED NOT NULL,
  typologyid text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'id') STORED NOT NULL,
  typologycfg text COLLATE "C" GENERATED ALWAYS AS (configuration ->> 'cfg') STORED NOT NULL,
  credttm text GENERATED ALWAYS AS (configuration ->> 'creDtTm') STORED,
  upddttm text GENERATED ALWAYS AS (configuration ->> 'updDtTm') STORED,
  PRIMARY KEY (tenantid, typologyid, typologycfg)
);

-- Immutable and addressed by content: the same set is the same row, whichever tenant activates it.
CREATE TABLE configuration.snapshot (
  digest text COLLATE "C" PRIMARY KEY,
  document text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE configuration.activation (
  tenant_id text COLLATE "C" PRIMARY KEY,
  digest text COLLATE "C" NOT NULL REFERENCES configuration.snapshot (digest),
  activated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE SCHEMA IF NOT EXISTS audit;
CREATE TABLE audit.configuration_activation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL,
  activated_at timestamptz(3) NOT NULL DEFAULT now()
);
COMMENT ON TABLE audit.configuration_activation IS 'Every activation there ever was; configuration.activation holds the last one of each tenant';
`,
}
