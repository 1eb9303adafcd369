import type { Statement } from '../../connection/statement.ts'
import type { AccountActivity } from '../account-activity.ts'

/** Every part is commutative (sum, least, greatest), so the order in which attempts arrive leaves no trace. In key order. */
export const ADD_ACCOUNT_ACTIVITY = `
INSERT INTO event_history.account_state AS s
  (tenant_id, account_id, version, first_activity_ms, last_activity_ms, sent_count, received_count, clock_lead_ms)
SELECT a.tenant_id, a.account_id, 1, a.first_ms, a.last_ms, a.sent, a.received, a.clock_lead_ms
FROM unnest($1::text[], $2::text[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::int8[])
  AS a (tenant_id, account_id, first_ms, last_ms, sent, received, clock_lead_ms)
ORDER BY a.tenant_id COLLATE "C", a.account_id COLLATE "C"
ON CONFLICT (tenant_id, account_id) DO UPDATE SET
  version = s.version + 1,
  first_activity_ms = least(s.first_activity_ms, excluded.first_activity_ms),
  last_activity_ms = greatest(s.last_activity_ms, excluded.last_activity_ms),
  sent_count = s.sent_count + excluded.sent_count,
  received_count = s.received_count + excluded.received_count,
  clock_lead_ms = greatest(s.clock_lead_ms, excluded.clock_lead_ms)`

export function addAccountActivity(activities: readonly AccountActivity[]): Statement<never> {
  return {
    name: 'add-account-activity',
    text: ADD_ACCOUNT_ACTIVITY,
    values: [
      activities.map(({ tenantId }) => tenantId),
      activities.map(({ accountId }) => accountId),
      activities.map(({ firstMs }) => firstMs),
      activities.map(({ lastMs }) => lastMs),
      activities.map(({ sent }) => sent),
      activities.map(({ received }) => received),
      activities.map(({ clockLeadMs }) => clockLeadMs),
    ],
  }
}
