import type { ClientBase } from 'pg'
import type { LedgerCheck } from './benchmark-result.ts'
import { checkLedger, countRecentlyWaiting, countWaitingReports } from './ledger-check.ts'
import { loadLedgerTables } from './ledger-tables.ts'
import { drain } from './run-benchmark.ts'

/** Waits until everything that tenants sent is evaluated, or long enough, and checks the ledger. Its tables are the session's own. */
export async function settledLedger(
  database: ClientBase,
  tenantIds: readonly string[],
  ledgerPath: string,
): Promise<LedgerCheck> {
  await drain(() => countRecentlyWaiting(database, tenantIds))
  await loadLedgerTables(database, ledgerPath)
  await drain(() => countWaitingReports(database, tenantIds))
  return checkLedger(database, tenantIds)
}
