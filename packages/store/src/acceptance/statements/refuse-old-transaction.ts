import type { Statement } from '../../connection/statement.ts'

/** The last word before COMMIT: a transaction that began long ago must not add messages behind the reconciler's back. */
export const REFUSE_OLD_TRANSACTION = 'SELECT raw_history.refuse_old_transaction()'

export function refuseOldTransaction(): Statement<unknown> {
  return { name: 'refuse-old-transaction', text: REFUSE_OLD_TRANSACTION, values: [] }
}
