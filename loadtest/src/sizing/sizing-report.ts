import type { BenchmarkResult } from '../benchmark-result.ts'
import type { Installation, SizedProcesses, SizingAssumptions } from './size-installation.ts'
import type { SizingCost } from './sizing-cost.ts'

const NOT_MEASURED = 'not measured'

/** The tables of the capacity guide, as Markdown: the cost of one payment, what is taken for granted, and what each load needs. */
export function sizingReport(
  source: Pick<BenchmarkResult, 'title' | 'startedAt' | 'machine'> & {
    readonly configuration?: BenchmarkResult['configuration'] | undefined
  },
  cost: SizingCost,
  assumptions: SizingAssumptions,
  installations: readonly Installation[],
): string {
  const { configuration } = source
  const machine = [`${source.machine['processors']} × ${source.machine['processor']}`]
  const under =
    configuration === undefined
      ? []
      : [`\`${configuration.name}\` (${configuration.rules} rules, ${configuration.typologies} typologies)`]
  return [
    `From the run “${source.title}” of ${source.startedAt.slice(0, 10)}, ${[...under, ...machine].join(', ')}.`,
    '',
    table(
      ['One payment costs', 'CPU ms', 'Memory MiB of a process'],
      Object.entries(cost.parts).map(([part, { cpuMsPerPayment, memoryBytes }]) => [
        part,
        cpuMsPerPayment.toFixed(3),
        (memoryBytes / 1_048_576).toFixed(0),
      ]),
    ),
    table(
      ['One payment writes', 'Bytes'],
      [
        ['write-ahead log', cost.walBytesPerPayment.toFixed(0)],
        ['tables and indexes', cost.heapBytesPerPayment?.toFixed(0) ?? NOT_MEASURED],
        ['broker', cost.brokerBytesPerPayment?.toFixed(0) ?? NOT_MEASURED],
      ],
    ),
    table(
      ['Taken for granted', ''],
      [
        ['busiest second over the average one', `× ${assumptions.peakFactor}`],
        ['planned use of a processor in the busiest second', `${assumptions.utilisation * 100} %`],
        ['payments stay in the database', `${assumptions.retentionDays} days`],
        ['one database grows to at most', size(assumptions.databaseBytesMax)],
        ['one standby replays at most', `${size(assumptions.walBytesPerSecondMax)}/s`],
        ['one stream carries at most', `${assumptions.streamPaymentsPerSecondMax} payments/s`],
      ],
    ),
    table(
      ['Payments per day', ...installations.map(({ paymentsPerDay }) => `${paymentsPerDay / 1e6} M`)],
      ROWS.map(([name, cellOf]) => [name, ...installations.map(cellOf)]),
    ),
  ].join('\n')
}

const ROWS: readonly (readonly [string, (installation: Installation) => string])[] = [
  ['payments per second, average', ({ averagePerSecond }) => averagePerSecond.toFixed(0)],
  ['payments per second, peak', ({ peakPerSecond }) => peakPerSecond.toFixed(0)],
  ['tms pods', ({ services }) => pods(services.tms)],
  ['evaluator pods', ({ services }) => pods(services.evaluator)],
  ['relay pods', ({ services }) => pods(services.relay)],
  ['PostgreSQL processors', ({ postgresProcessors }) => processors(postgresProcessors)],
  ['broker processors (each of its servers)', ({ brokerProcessors }) => processors(brokerProcessors)],
  ['write-ahead log per day', ({ walBytesPerDay }) => size(walBytesPerDay)],
  ['write-ahead log per second, peak', ({ walBytesPerSecondAtPeak }) => `${size(walBytesPerSecondAtPeak)}/s`],
  ['tables and indexes per day', ({ heapBytesPerDay }) => sizeIfAny(heapBytesPerDay)],
  ['tables and indexes kept', ({ heapBytesKept }) => sizeIfAny(heapBytesKept)],
  ['written by the broker per day', ({ brokerBytesPerDay }) => sizeIfAny(brokerBytesPerDay)],
  ['streams per channel', ({ streams }) => String(streams)],
  [
    'databases',
    ({ databases, databasesBecauseOf }) =>
      databasesBecauseOf === 'nothing' ? '1' : `${databases} (${databasesBecauseOf})`,
  ],
]

function pods({ processes, processors: busy, memoryBytes }: SizedProcesses): string {
  return `${processes} × ${(memoryBytes / 1_048_576).toFixed(0)} MiB (${busy.toFixed(2)} busy)`
}

function processors(count: number): string {
  return String(Math.max(1, Math.ceil(count)))
}

function sizeIfAny(bytes: number | undefined): string {
  return bytes === undefined ? NOT_MEASURED : size(bytes)
}

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1_000 ** power
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`
}

/** Aligned, as the formatter of this repository leaves it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`
}
