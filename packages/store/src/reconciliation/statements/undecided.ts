/** SQL condition on `raw_history.message m`: there is no evaluation, and nobody was told that there cannot be one. */
export const UNSETTLED = `
NOT EXISTS (
  SELECT FROM evaluation.record e
  WHERE e.tenant_id = m.tenant_id AND e.message_id = m.message_id AND e.transaction_type = m.transaction_type
    AND e.accepted_at = m.accepted_at)
AND NOT EXISTS (
  SELECT FROM evaluation.quarantine q
  WHERE q.tenant_id = m.tenant_id AND q.message_id = m.message_id AND q.transaction_type = m.transaction_type
    AND q.resolved_at IS NULL)`

/** SQL condition on `raw_history.message m`: an evaluation is owed, and the message is not settled. */
export const UNDECIDED = `m.event IS NOT NULL AND ${UNSETTLED}`

/** Everything accepted before this is known to be settled. */
export const WATERMARK = '(SELECT watermark FROM raw_history.reconciliation)'
