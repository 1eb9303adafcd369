import type { Migration } from './migration.ts'

/**
 * What was decided earlier about an account. Begins empty: alerts of before the upgrade are not looked through again. The primary key makes
 * that a payment counts once, the index gives the newest; rows are few, two for each counted alert, and no rule looks back ten years.
 */
export const accountAlerts: Migration = {
  version: 10,
  name: 'account-alerts',
  sql: `
CREATE TABLE event_history.account_alert (
  tenant_id text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  end_to_end_id text COLLATE "C" NOT NULL,
  counterparty_account text COLLATE "C" NOT NULL,
  at_ms int8 NOT NULL,
  PRIMARY KEY (tenant_id, account_id, end_to_end_id)
);
CREATE INDEX account_alert_newest ON event_history.account_alert (tenant_id, account_id, at_ms DESC, end_to_end_id DESC)
  INCLUDE (counterparty_account);
COMMENT ON TABLE event_history.account_alert IS
  'Payments of an account on which a counted alert was committed, one row for each of their accounts; written with the evaluation';
COMMENT ON COLUMN event_history.account_alert.at_ms IS
  'Event time of the message that was judged; the earlier one, where both messages of the payment alerted';
`,
}
