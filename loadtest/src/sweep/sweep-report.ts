import type { BenchmarkResult } from '../benchmark-result.ts'
import { fitLine } from './line-fit.ts'
import type { LineFit } from './line-fit.ts'
import type { SweepVariable } from './sweep-variables.ts'

/** What is looked at in each run. */
const MEASURES = {
  FTPS: ({ ftps }) => ftps,
  'accepted → evaluation, p50 ms': ({ acceptToEvaluation }) => acceptToEvaluation.p50Ms,
  'accepted → evaluation, p99 ms': ({ acceptToEvaluation }) => acceptToEvaluation.p99Ms,
  'CPU ms, all but the driver': (result) => cpuMs(result, (name) => name !== 'driver'),
  'CPU ms, tms': (result) => cpuMs(result, (name) => /^tms(-\d+)?$/.test(name)),
  'CPU ms, PostgreSQL': (result) => cpuMs(result, (name) => name === 'postgres'),
  'WAL bytes': ({ walBytesPerPayment }) => walBytesPerPayment,
  'bytes of tables and indexes': ({ heapBytesPerPayment }) => heapBytesPerPayment ?? 0,
} as const satisfies Readonly<Record<string, (result: BenchmarkResult) => number>>
export type SweepMeasure = keyof typeof MEASURES
const MEASURE_NAMES = Object.keys(MEASURES).filter(isMeasure)

export interface SweepRow {
  readonly value: number
  readonly ledgerHolds: boolean
  readonly measures: Readonly<Record<SweepMeasure, number>>
}

export interface SweepResult {
  readonly formatVersion: 1
  readonly title: string
  readonly startedAt: string
  readonly variable: SweepVariable
  readonly machine: BenchmarkResult['machine']
  readonly rows: readonly SweepRow[]
  /** Change of each measure for one more of the variable. */
  readonly slopes: Readonly<Record<SweepMeasure, LineFit>>
}

/** @param runs at least one, each with the value that the variable had */
export function sweepResult(
  title: string,
  variable: SweepVariable,
  runs: readonly { readonly value: number; readonly result: BenchmarkResult }[],
): SweepResult {
  const [first] = runs
  if (first === undefined) {
    throw new TypeError('A sweep has at least one run')
  }
  const rows = runs.map(({ value, result }) => ({
    value,
    ledgerHolds: result.ledger.holds,
    measures: forEachMeasure((measure) => MEASURES[measure](result)),
  }))
  return {
    formatVersion: 1,
    title,
    startedAt: first.result.startedAt,
    variable,
    machine: first.result.machine,
    rows,
    slopes: forEachMeasure((measure) =>
      fitLine(rows.map(({ value, measures }) => ({ x: value, y: measures[measure] }))),
    ),
  }
}

/** One row for each run, and what one more of the variable changes. */
export function sweepReport({ title, startedAt, variable, machine, rows, slopes }: SweepResult): string {
  return [
    `# ${title}`,
    '',
    `Started ${startedAt}; ${machine['processors']} × ${machine['processor']}. Closed loops: their latencies are not those of a given load. CPU and bytes are of one payment.`,
    '',
    table(
      [variable, ...MEASURE_NAMES, 'Ledger'],
      rows.map(({ value, measures, ledgerHolds }) => [
        String(value),
        ...MEASURE_NAMES.map((measure) => rounded(measures[measure])),
        ledgerHolds ? 'holds' : '**does not hold**',
      ]),
    ),
    table(
      [`For one more of ${variable}`, 'Change (least squares)', 'Explained by a straight line'],
      MEASURE_NAMES.map((measure) => {
        const { slope, explained } = slopes[measure]
        return [
          measure,
          slope === undefined ? '' : slope.toPrecision(3),
          explained === undefined ? '' : `${(explained * 100).toFixed(0)} %`,
        ]
      }),
    ),
  ].join('\n')
}

function cpuMs({ processes }: BenchmarkResult, isAsked: (name: string) => boolean): number {
  return processes
    .filter(({ name }) => isAsked(name))
    .reduce((sum, { cpuMsPerPayment }) => sum + cpuMsPerPayment, 0)
}

function forEachMeasure<T>(valueOf: (measure: SweepMeasure) => T): Record<SweepMeasure, T> {
  const entries = MEASURE_NAMES.map((measure) => [measure, valueOf(measure)] as const)
  // One entry for each measure, which the type of fromEntries does not say.
  return Object.fromEntries(entries) as Record<SweepMeasure, T>
}

function isMeasure(name: string): name is SweepMeasure {
  return Object.hasOwn(MEASURES, name)
}

function rounded(value: number): string {
  return value.toFixed(value >= 100 ? 0 : 3)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${lines.join('\n')}\n`
}
