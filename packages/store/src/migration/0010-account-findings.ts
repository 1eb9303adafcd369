import type { Migration } from './migration.ts'

/**
 * What was decided earlier about an account. Begins empty: findings of before the upgrade are not looked through again. The primary key makes
 * that a payment counts once, the index gives the newest; rows are few, two for each finding, and no rule looks back ten years.
 */
export const accountFindings: Migration = {
  version: 10,
  name: 'account-findings',
  sql: `
CREATE TABLE event_history.account_finding (
  tenant_id text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  end_to_end_id text COLLATE "C" NOT NULL,
  counterparty_account text COLLATE "C" NOT NULL,
  at_ms int8 NOT NULL,
  PRIMARY KEY (tenant_id, account_id, end_to_end_id)
);
CREATE INDEX account_finding_newest ON event_history.account_finding (tenant_id, account_id, at_ms DESC, end_to_end_id DESC)
  INCLUDE (counterparty_account);
COMMENT ON TABLE event_history.account_finding IS
  'Payments of an account on which a finding was committed, one row for each of their accounts; written with the evaluation';
COMMENT ON COLUMN event_history.account_finding.at_ms IS
  'Event time of the message that was judged; the earlier one, where both messages of the payment were found';
`,
}
