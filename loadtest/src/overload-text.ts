import { DRIVER_LAG_SHARE_MAX, OVERLOAD } from './overload-result.ts'
import { milliseconds, percent, resultTable } from './result-table.ts'
import { phaseCostRows } from './phase-cost-rows.ts'
import type { OverloadReport } from './run-overload.ts'

/** What people read. */
export function overloadText(report: OverloadReport): string {
  const { refusals, memory, ledger, driverLag } = report
  const sizes = memory.map(({ memoryBytes }) => memoryBytes / 1_048_576)
  const rows: readonly (readonly [string, string])[] = [
    ['Capacity (closed loop)', `${report.capacity.toFixed(0)} payments/s`],
    [`Goodput at ${OVERLOAD} times the capacity`, percent(report.goodputRatio)],
    [
      'Accepted, p99',
      `${milliseconds(report.acceptedP99Ms)}, ${report.acceptedP99Ratio.toFixed(2)} times that without overload`,
    ],
    [
      'Refusals',
      `${refusals.count}; p50 ${milliseconds(refusals.p50Ms)}, p95 ${milliseconds(refusals.p95Ms)}, p99 ${milliseconds(refusals.p99Ms)}, max ${milliseconds(refusals.maxMs)}`,
    ],
    ['Refused status reports', String(report.refusedReports)],
    ['Other answers in overload', JSON.stringify(report.otherAnswers)],
    ['Memory of the ingress', `${Math.min(...sizes).toFixed(0)} to ${Math.max(...sizes).toFixed(0)} MiB`],
    ['Recovery', `${report.recoverySeconds} s`],
    ...phaseCostRows(report.costs),
    [
      'Lag of the driver',
      `p50 ${milliseconds(driverLag.p50Ms)}, p99 ${milliseconds(driverLag.p99Ms)}, max ${milliseconds(driverLag.maxMs)}; ${percent(report.driverLagShare)} of all waiting; priority ${report.driverPriority}`,
    ],
    ['Ledger', ledger.holds ? 'holds' : 'DOES NOT HOLD'],
  ]
  return resultTable(
    report.title,
    rows,
    report.driverLagShare > DRIVER_LAG_SHARE_MAX
      ? ['**Not a measurement of the system: messages waited longer for the driver than for the system.**']
      : [],
  )
}
