import type { Migration } from './migration.ts'

export const audit: Migration = {
  version: 5,
  name: 'audit',
  sql: `
CREATE TABLE audit.change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id text COLLATE "C" NOT NULL,
  changed_by text NOT NULL,
  action text COLLATE "C" NOT NULL,
  target text NOT NULL,
  before text,
  after text,
  changed_at timestamptz(3) NOT NULL DEFAULT now()
);
COMMENT ON TABLE audit.change IS 'Who changed configuration and conditions, and how; written in the transaction of the change. Rows are only ever added';
CREATE INDEX change_of_tenant ON audit.change (tenant_id, changed_at);

CREATE FUNCTION audit.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.change takes new rows only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER change_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.change
FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_rewriting();
`,
}
