import type { Statement } from '../../connection/statement.ts'

/** What is younger is not even asked about: calling the function costs more. Well below what it refuses. */
const SUSPICIOUS_AFTER_S = 10

/** The last word before COMMIT: a transaction that began long ago must not add messages behind the reconciler's back. */
export const REFUSE_OLD_TRANSACTION = `SELECT raw_history.refuse_old_transaction()
WHERE clock_timestamp() - now() > interval '${SUSPICIOUS_AFTER_S} seconds'`

export function refuseOldTransaction(): Statement<unknown> {
  return { name: 'refuse-old-transaction', text: REFUSE_OLD_TRANSACTION, values: [] }
}
