import type { LedgerEntry } from '@pantau/loadtest'
import type { StruckFault } from './fault-sequence.ts'

/** What callers were answered from one fault to the next. */
export interface FaultRow {
  readonly fault: string
  readonly downMs: number
  readonly answers: Readonly<Record<string, number>>
}

/** Counts the answers of each period: from the time at which a fault struck until the next did. */
export function faultRows(
  faults: readonly StruckFault[],
  answers: readonly LedgerEntry[],
  endEpochMs: number,
): readonly FaultRow[] {
  return faults.map((fault, index) => {
    const untilEpochMs = faults[index + 1]?.struckAtEpochMs ?? endEpochMs
    const counts: Record<string, number> = {}
    for (const { atEpochMs, event } of answers) {
      if (event !== 'due' && atEpochMs >= fault.struckAtEpochMs && atEpochMs < untilEpochMs) {
        counts[event] = (counts[event] ?? 0) + 1
      }
    }
    return { fault: fault.name, downMs: fault.recoveredAtEpochMs - fault.struckAtEpochMs, answers: counts }
  })
}

/** The rows for people: one line each, with the columns aligned. */
export function renderFaultTable(rows: readonly FaultRow[]): string {
  const labels = [...new Set(rows.flatMap(({ answers }) => Object.keys(answers)))].sort()
  const head = ['fault', 'away ms', ...labels]
  const lines = rows.map((row) => [
    row.fault,
    String(row.downMs),
    ...labels.map((label) => String(row.answers[label] ?? 0)),
  ])
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  return [head, ...lines]
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
