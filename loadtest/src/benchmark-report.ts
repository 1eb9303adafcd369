import type { BenchmarkResult, ExactLatency, ProcessCost } from './benchmark-result.ts'
import type { LatencySummary } from './latency-histogram.ts'

const CLOSED_LOOP_NOTE =
  'Closed loop: the driver asks less when the system is slow, so these are not the latencies of the system under a given load.'

/** One benchmark run as a Markdown page: what was run on what, with which durability, what it did, and whether the ledger holds. */
export function benchmarkReport(result: BenchmarkResult): string {
  const { load, ledger } = result
  const cpuSeconds = result.processes.reduce((sum, process) => sum + process.cpuSeconds, 0)
  return [
    `# ${result.title}`,
    '',
    `Started ${result.startedAt}. A payment is one pacs.008 and one pacs.002; FTPS counts payments whose evaluation is committed.`,
    '',
    table(
      ['Result', 'Value'],
      [
        ['FTPS', number(result.ftps, 1)],
        ['Measured time', `${number(result.measuredSeconds, 0)} s`],
        ['Payments answered', String(load.paymentsCompleted)],
        ['Payments given up or refused', String(load.paymentsFailed)],
        ['Payments held back by the driver', String(result.heldBackCount)],
        [
          'Backlog when the load ended',
          `${result.backlogAtLoadEnd} messages, drained in ${number(result.drainMs, 0)} ms`,
        ],
        ...(result.spansReceived === undefined
          ? []
          : [['Spans that came to the collector', String(result.spansReceived)]]),
        ...Object.entries(load.decisions ?? {}).map(([state, count]) => [
          `Replies that say ${state}`,
          String(count),
        ]),
        ['Ledger', ledger.holds ? 'holds' : '**does not hold**'],
      ],
    ),
    '## Latency (milliseconds)',
    '',
    ...(result.options['mode'] === 'closed' ? [CLOSED_LOOP_NOTE, ''] : []),
    table(
      ['', 'count', 'mean', 'p50', 'p95', 'p99', 'p99.9', 'max', '≤ 35', '≤ 100', '≤ 250'],
      [
        exactRow('accepted → evaluation', result.acceptToEvaluation),
        ...(result.hotAccount === undefined
          ? []
          : [
              exactRow('accepted → evaluation, to the hot account', result.hotAccount.toHotAccount),
              exactRow('accepted → evaluation, to all others', result.hotAccount.toOthers),
            ]),
        exactRow('pacs.002 due → evaluation', result.dueToEvaluation),
        histogramRow('pacs.008 due → 200', load.transferAccept),
        histogramRow(
          load.decisions === undefined ? 'pacs.002 due → 200' : 'pacs.002 due → decision in the reply',
          load.reportAccept,
        ),
        histogramRow('payment due → 200 of pacs.002', load.payment),
        histogramRow('driver start lag', load.startLag),
      ],
    ),
    '## Answers',
    '',
    table(
      ['Answer', 'Count'],
      Object.entries(load.answers).map(([label, count]) => [label, String(count)]),
    ),
    '## Cost',
    '',
    table(
      ['Process', 'CPU s', 'CPU ms per payment', 'in the measured time', 'Memory MiB (PSS)'],
      [
        ...result.processes.map((process) => [
          process.name,
          number(process.cpuSeconds, 1),
          number(process.cpuMsPerPayment, 3),
          warmCpu([process]),
          number(process.memoryBytes / 1_048_576, 0),
        ]),
        [
          '**all**',
          number(cpuSeconds, 1),
          number(sumOf(result, 'cpuMsPerPayment'), 3),
          warmCpu(result.processes),
          number(sumOf(result, 'memoryBytes') / 1_048_576, 0),
        ],
      ],
    ),
    table(
      ['PostgreSQL and broker', 'Per payment'],
      [
        ...(result.roundTripsPerPayment === undefined
          ? []
          : [['Round trips to PostgreSQL, polling included', number(result.roundTripsPerPayment, 2)]]),
        ...(result.brokerMessagesPerPayment === undefined
          ? []
          : [['Messages that the broker stored', number(result.brokerMessagesPerPayment, 2)]]),
        ...(result.heapBytesPerPayment === undefined
          ? []
          : [['Bytes of tables and indexes', number(result.heapBytesPerPayment, 0)]]),
        ['WAL bytes', number(result.walBytesPerPayment, 0)],
        ['WAL syncs', number(result.walSyncsPerPayment, 3)],
        ...(result.wholePagesPerPayment === undefined
          ? []
          : [['Pages logged whole', number(result.wholePagesPerPayment, 2)]]),
        ...(result.brokerBytesPerPayment === undefined
          ? []
          : [['Bytes written by the broker', number(result.brokerBytesPerPayment, 0)]]),
      ],
    ),
    '## Ledger',
    '',
    table(
      ['Check', 'Count'],
      [
        ['messages sent', String(ledger.messagesSent)],
        ['pacs.008 answered 200', String(ledger.transfersAccepted)],
        ['pacs.002 answered 200', String(ledger.reportsAccepted)],
        ['pacs.008 answered 200 and not stored', String(ledger.transfersNotStored)],
        ['pacs.002 answered 200 and not stored', String(ledger.reportsNotStored)],
        ['pacs.002 answered 200 and not evaluated', String(ledger.reportsNotEvaluated)],
        ['messages stored more than once', String(ledger.messagesStoredTwice)],
        ['messages evaluated more than once', String(ledger.messagesEvaluatedTwice)],
      ],
    ),
    '## Conditions',
    '',
    table(['Configuration', 'Value'], pairs({ ...result.configuration })),
    ...(result.history === undefined
      ? []
      : [table(['History before the run', 'Value'], pairs({ ...result.history }))]),
    table(['Option', 'Value'], pairs(result.options)),
    table(['Durability setting', 'Value'], pairs(result.durability)),
    table(['Machine and versions', 'Value'], [...pairs(result.machine), ...pairs(result.versions)]),
  ].join('\n')
}

/** Several runs side by side, one row each: the table for a performance page. */
export function benchmarkComparison(results: readonly BenchmarkResult[]): string {
  return table(
    [
      'Run',
      'FTPS',
      'p50',
      'p99',
      'p99.9',
      'max',
      'CPU ms per payment',
      'WAL bytes per payment',
      'Drain ms',
      'Ledger',
    ],
    results.map((result) => [
      result.title,
      number(result.ftps, 1),
      number(result.acceptToEvaluation.p50Ms, 1),
      number(result.acceptToEvaluation.p99Ms, 1),
      number(result.acceptToEvaluation.p999Ms, 1),
      number(result.acceptToEvaluation.maxMs, 1),
      number(sumOf(result, 'cpuMsPerPayment'), 2),
      number(result.walBytesPerPayment, 0),
      number(result.drainMs, 0),
      result.ledger.holds ? 'holds' : '**does not hold**',
    ]),
  )
}

function sumOf(result: BenchmarkResult, field: 'cpuMsPerPayment' | 'memoryBytes'): number {
  return result.processes.reduce((sum, process) => sum + process[field], 0)
}

function warmCpu(processes: readonly ProcessCost[]): string {
  const costs = processes.map(({ warmCpuMsPerPayment }) => warmCpuMsPerPayment)
  return costs.every((cost) => cost !== undefined)
    ? number(
        costs.reduce((sum, cost) => sum + cost, 0),
        3,
      )
    : ''
}

function exactRow(name: string, latency: ExactLatency): readonly string[] {
  return [
    name,
    String(latency.count),
    number(latency.meanMs, 1),
    ...[latency.p50Ms, latency.p95Ms, latency.p99Ms, latency.p999Ms, latency.maxMs].map((ms) =>
      number(ms, 1),
    ),
    `${number(latency.within35MsPercent, 2)} %`,
    `${number(latency.within100MsPercent, 2)} %`,
    `${number(latency.within250MsPercent, 2)} %`,
  ]
}

function histogramRow(name: string, latency: LatencySummary): readonly string[] {
  return [
    name,
    String(latency.count),
    ...[latency.meanMs, latency.p50Ms, latency.p95Ms, latency.p99Ms, latency.p999Ms, latency.maxMs].map(
      (ms) => number(ms, 1),
    ),
    '',
    '',
    '',
  ]
}

function pairs(values: Readonly<Record<string, string | number | boolean>>): readonly (readonly string[])[] {
  return Object.entries(values).map(([name, value]) => [name, String(value)])
}

function number(value: number, digits: number): string {
  return value.toFixed(digits)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map(escapeCell).join(' | ')} |`,
  )
  return `${lines.join('\n')}\n`
}

function escapeCell(cell: string): string {
  return cell.replaceAll('|', '\\|')
}
