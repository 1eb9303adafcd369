import type { RunOptions } from './run-options.ts'
import { MESSAGE_TYPES } from './scenario-plan.ts'
import { SCENARIO_DEFAULTS } from './scenario-defaults.ts'
import type { K6Scenario } from './scenario-defaults.ts'

/** One metric at the end of a run: https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/#metric-schema */
export interface SummaryMetric {
  readonly type: string
  readonly values: Readonly<Record<string, number>>
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>
}

export interface SummaryCheck {
  readonly name: string
  readonly passes: number
  readonly fails: number
}

/** The part of k6's end-of-test data that is reported. */
export interface SummaryData {
  readonly root_group: { readonly checks: readonly SummaryCheck[] }
  readonly metrics: Readonly<Record<string, SummaryMetric>>
  readonly state: { readonly testRunDurationMs: number }
}

/** What a run was, and what came of it. */
export interface RunSummary {
  readonly scenario: K6Scenario
  readonly runId: string
  readonly run: RunOptions
  readonly data: SummaryData
}

/** The statistics that k6 has to compute for the report. */
export const SUMMARY_STATISTICS = ['min', 'avg', 'med', 'p(95)', 'p(99)', 'p(99.9)', 'max', 'count']

const LATENCIES: readonly (readonly [label: string, metric: string])[] = [
  ...MESSAGE_TYPES.map((type) => [`${type} → 200`, `answer_duration{message_type:${type}}`] as const),
  ['both messages, retries included', 'payment_duration'],
  ['answers of 429 and 503', 'refusal_duration'],
]

/** The result as Markdown. Says what was answered; whether it was evaluated, k6 cannot see. */
export function summaryMarkdown({ scenario, runId, run, data }: RunSummary): string {
  const { metrics } = data
  const seconds = data.state.testRunDurationMs / 1_000
  const payments = valueOf(metrics, 'payments', 'count')
  return [
    `# k6 ${scenario}: ${run.ratePerSecond} payments/s for ${run.durationSeconds} s`,
    `${SCENARIO_DEFAULTS[scenario].question} Run \`${runId}\` against ${run.baseUrl}.`,
    table(
      ['Measure', 'Value'],
      [
        ['Payments, both messages accepted', `${payments} (${(payments / seconds).toFixed(1)}/s)`],
        ['Payments given up', String(valueOf(metrics, 'payments_given_up', 'count'))],
        ['Arrivals that k6 could not start', String(valueOf(metrics, 'dropped_iterations', 'count'))],
        ['Answers of 503', String(valueOf(metrics, 'refused_503', 'count'))],
        ['Answers of 429', String(valueOf(metrics, 'refused_429', 'count'))],
        ['Retry-After, median and highest', retryAfter(metrics['retry_after_seconds'])],
        ['Requests failed', percent(valueOf(metrics, 'http_req_failed', 'rate'))],
      ],
    ),
    table(
      ['Latency, ms', 'p50', 'p95', 'p99', 'p99.9', 'max', 'count'],
      LATENCIES.flatMap(([label, name]) => latencyRow(label, metrics[name])),
    ),
    table(
      ['Check', 'Passed', 'Failed'],
      data.root_group.checks.map(({ name, passes, fails }) => [name, String(passes), String(fails)]),
    ),
    table(['Threshold', 'Holds'], thresholdRows(metrics)),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The result as JSON, for programs. */
export function summaryJson({ scenario, runId, run, data }: RunSummary): string {
  const { metrics, state, root_group: group } = data
  const holds = Object.values(metrics).every((metric) => verdictsOf(metric).every(([, isHeld]) => isHeld))
  const checks = Object.fromEntries(group.checks.map(({ name, passes, fails }) => [name, { passes, fails }]))
  const durationMs = Math.round(state.testRunDurationMs)
  return `${JSON.stringify({ scenario, runId, run, durationMs, holds, checks, metrics }, undefined, 2)}\n`
}

function thresholdRows(metrics: SummaryData['metrics']): (readonly [string, string])[] {
  return Object.entries(metrics)
    .flatMap(([name, metric]) =>
      verdictsOf(metric).map(
        ([condition, isHeld]) => [`\`${name}\`: ${condition}`, verdict(metric, isHeld)] as const,
      ),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function verdictsOf(metric: SummaryMetric): (readonly [condition: string, isHeld: boolean])[] {
  return Object.entries(metric.thresholds ?? {}).map(([condition, { ok }]) => [condition, ok])
}

/** k6 lets a threshold pass where there was nothing to measure. */
function verdict({ type, values }: SummaryMetric, isHeld: boolean): string {
  if (!isHeld) {
    return '**no**'
  }
  return type === 'trend' && values['count'] === 0 ? 'nothing to measure' : 'yes'
}

function latencyRow(label: string, metric: SummaryMetric | undefined): (readonly string[])[] {
  const { values = {} } = metric ?? {}
  const count = values['count'] ?? 0
  const columns = ['med', 'p(95)', 'p(99)', 'p(99.9)', 'max'].map((key) => (values[key] ?? 0).toFixed(1))
  return count === 0 ? [] : [[label, ...columns, String(count)]]
}

function retryAfter(metric: SummaryMetric | undefined): string {
  const { med, max, count = 0 } = metric?.values ?? {}
  return count === 0 ? 'none' : `${med} s, ${max} s`
}

/** k6 leaves metrics without a sample out. */
function valueOf(metrics: SummaryData['metrics'], name: string, key: string): number {
  return metrics[name]?.values[key] ?? 0
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

/** Padded, as a formatter would have it, and so that it can be read on a terminal. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[], fill: string): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  return [
    line(head, ' '),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row, ' ')),
  ].join('\n')
}
