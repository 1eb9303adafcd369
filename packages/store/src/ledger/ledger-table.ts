import type { LedgerDay } from './read-ledger.ts'

const COLUMNS = ['accepted', 'recorded', 'parked', 'decided', 'waiting', 'quarantined'] as const

/** The ledger as a table for a person. */
export function ledgerTable(days: readonly LedgerDay[]): readonly string[] {
  const rows = [
    ['day', 'tenant', ...COLUMNS, 'balanced'],
    ...days.map((day) => [
      day.day,
      day.tenantId,
      ...COLUMNS.map((column) => String(day[column])),
      day.balanced ? 'yes' : 'NO',
    ]),
  ]
  const widths =
    rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
