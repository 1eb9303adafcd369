/** SQL that deletes what acceptance wrote for the tenant `$1`. */
export const FORGET_TENANT: readonly string[] = [
  'DELETE FROM raw_history.message_key WHERE tenant_id = $1',
  'DELETE FROM raw_history.message WHERE tenant_id = $1',
  'DELETE FROM event_history.payment_instruction WHERE tenant_id = $1',
  'DELETE FROM event_history.payment WHERE tenant_id = $1',
  'DELETE FROM event_history.account_state WHERE tenant_id = $1',
  'DELETE FROM event_history.payee_history WHERE tenant_id = $1',
  'DELETE FROM event_history.account WHERE tenantid = $1',
  'DELETE FROM event_history.entity WHERE tenantid = $1',
  'DELETE FROM event_history.account_holder WHERE tenantid = $1',
]
