import type { DetectionResult, DetectionRun } from '../detection-result.ts'
import type { PartResult } from '../scoring/breakdowns.ts'
import type { Interval } from '../scoring/bootstrap.ts'
import type { Ratio } from '../scoring/ratio.ts'
import { markdownTable as table, number, percent } from './markdown-table.ts'

/** The result as Markdown: what was measured, over all seeds, then each seed by itself. */
export function detectionReport(result: DetectionResult): string {
  return [
    `# Detection: ${result.name}\n`,
    `Synthetic payments with a known truth. Figures of another scenario file, configuration, generator version or scale are not comparable.\n`,
    table(['What', 'Which'], aboutRows(result)),
    ...(result.runs.length > 1 ? ['## All seeds\n', aggregateTable(result)] : []),
    ...result.runs.map(runReport),
  ].join('\n')
}

function aboutRows(result: DetectionResult): readonly (readonly string[])[] {
  return [
    ['Scenarios', `${result.scenarios.name}, SHA-256 ${result.scenarios.digest}`],
    ['Configuration', `${result.configuration.name}, SHA-256 ${result.configuration.digest}`],
    ['Scored evaluations', `of ${result.configuration.message}, ${result.through}`],
    ['Accounts, days, seeds', `${result.accounts}, ${result.days}, ${result.seeds.join(' ')}`],
    ['Generator, code, Node', `${result.generatorVersion}, ${result.codeVersion}, ${result.node}`],
    ['Started', result.startedAt],
  ]
}

function aggregateTable(result: DetectionResult): string {
  return table(
    ['Figure', 'Mean', '95 % interval of the mean', 'Least', 'Most'],
    result.aggregates.map(({ name, mean, low, high, least, most }) => [
      name,
      number(mean, 3),
      `${number(low, 3)} to ${number(high, 3)}`,
      number(least, 3),
      number(most, 3),
    ]),
  )
}

function runReport(run: DetectionRun): string {
  return [
    `## Seed ${run.seed}\n`,
    headline(run),
    '### At fixed budgets\n',
    table(
      ['Alerts per 1,000', 'Precision', 'Recall', 'F1', 'Schemes found'],
      run.budgets.map((budget) => [
        String(budget.perThousand),
        percent(budget.precision),
        percent(budget.recall),
        number(budget.f1, 3),
        percent(budget.instanceRecall),
      ]),
    ),
    '### Baselines\n',
    table(
      ['Instead of the system', 'Alerts per 1,000', 'Precision', 'Recall', 'F1'],
      run.baselines.map((baseline) => [
        baseline.name,
        number(baseline.alertsPerThousand),
        percent(baseline.precision),
        percent(baseline.recall),
        number(baseline.f1, 3),
      ]),
    ),
    '### Precision where fraud is rarer\n',
    table(
      ['Illicit payments', ...run.prevalence.map(({ prevalence }) => percent(prevalence, 4))],
      [['Precision', ...run.prevalence.map(({ precision }) => percent(precision))]],
    ),
    breakdowns(run),
    '### Is the benchmark fair?\n',
    table(
      ['Check', 'Holds', 'Value'],
      run.checks.map(({ name, holds, value }) => [
        name,
        holds === null ? 'too few to tell' : holds ? 'yes' : '**no**',
        value,
      ]),
    ),
    '### The generated world\n',
    table(
      ['Marginal', 'Value'],
      Object.entries(run.marginals).map(([name, value]) => [words(name), marginal(value)]),
    ),
  ].join('\n')
}

function headline(run: DetectionRun): string {
  const { payments, schemes, accountDays, interdictions, intervals } = run
  return table(
    ['Figure', 'Value', '95 % by scheme and sender'],
    [
      ['Payments scored, illicit', `${payments.count}, ${percent(payments.illicitShare, 3)}`, ''],
      [
        'Alerts per 1,000 payments',
        number(payments.alertsPerThousand),
        interval(intervals.alertsPerThousand, number),
      ],
      ['Precision (payments)', percent(payments.precision), interval(intervals.precision, percent)],
      ['Recall (payments)', percent(payments.recall), interval(intervals.recall, percent)],
      ['F1 (payments)', number(payments.f1, 3), interval(intervals.f1, (value) => number(value, 3))],
      ['PR-AUC (average precision)', number(payments.averagePrecision, 3), ''],
      ['False-positive rate', percent(payments.falsePositiveRate, 3), ''],
      ['Value recall', percent(payments.valueRecall), interval(intervals.valueRecall, percent)],
      [
        'Schemes found',
        `${percent(schemes.recall)} of ${schemes.instances}`,
        interval(intervals.instanceRecall, percent),
      ],
      ['Schemes found in time', percent(schemes.recallInTime), ''],
      ['Value moved before the first alert', percent(schemes.movedBeforeAlert), ''],
      [
        'Delay to the first alert, hours',
        `median ${number(schemes.delayHoursMedian)}, p90 ${number(schemes.delayHoursP90)}`,
        '',
      ],
      [
        '… in payments of the scheme',
        `median ${number(schemes.delayPaymentsMedian, 0)}, p90 ${number(schemes.delayPaymentsP90, 0)}`,
        '',
      ],
      [
        'Account-days: precision, recall',
        `${percent(accountDays.precision)}, ${percent(accountDays.recall)}`,
        '',
      ],
      ['Account-days flagged per 1,000 payments', number(accountDays.casesPerThousandPayments), ''],
      [
        'Interdictions per 1,000, precision',
        `${number(interdictions.alertsPerThousand)}, ${percent(interdictions.precision)}`,
        '',
      ],
      [
        'Schemes that evade limits, found',
        `${percent(run.adaptiveSchemes.recall)} of ${run.adaptiveSchemes.instances}`,
        '',
      ],
      [
        'Schemes after the drift, found',
        `${percent(run.driftedSchemes.recall)} of ${run.driftedSchemes.instances}`,
        '',
      ],
      [
        'Rejected illicit attempts alerted',
        `${payments.rejectedIllicit.alerted} of ${payments.rejectedIllicit.count}`,
        '',
      ],
      ['Largest weekly drift of the alert rate', percent(run.stability.weeklyAlertDrift), ''],
      ['Replayed payments per second', number(run.replayedPaymentsPerSecond, 0), ''],
    ],
  )
}

function breakdowns(run: DetectionRun): string {
  return [
    '### By scenario\n',
    table(
      [
        'Scenario',
        'Payments',
        'Payment recall',
        'Value recall',
        'Schemes',
        'Found',
        'In time',
        'Median delay, h',
      ],
      run.scenarios.map((part) => [
        part.name,
        String(part.illicit),
        percent(part.recall),
        percent(part.valueRecall),
        String(part.schemes.instances),
        percent(part.schemes.recall),
        percent(part.schemes.recallInTime),
        number(part.schemes.delayHoursMedian),
      ]),
    ),
    '### By typology\n',
    table(
      ['Typology', 'Alerts per 1,000', 'Precision', 'Recall', 'Found by it alone: payments', 'schemes'],
      run.typologies.map((part) => [
        part.name,
        number(part.alertsPerThousand),
        percent(part.precision),
        percent(part.recall),
        String(part.solePayments),
        String(part.soleInstances),
      ]),
    ),
    '### Lawful look-alikes\n',
    table(
      ['Class', 'Payments', 'False alerts', 'Per 1,000'],
      run.lookAlikes.map((part) => [
        part.name,
        String(part.payments),
        String(part.alerts),
        number(part.alertsPerThousand),
      ]),
    ),
    ...Object.entries(run.fairness).map(([name, parts]) => `### By ${name}\n\n${partTable(parts)}`),
  ].join('\n')
}

function partTable(parts: readonly PartResult[]): string {
  return table(
    ['Part', 'Payments', 'Illicit', 'Alerts per 1,000', 'Precision', 'Recall'],
    parts.map((part) => [
      part.name,
      String(part.payments),
      String(part.illicit),
      number(part.alertsPerThousand),
      percent(part.precision),
      percent(part.recall),
    ]),
  )
}

function interval({ low, high }: Interval, form: (value: Ratio) => string): string {
  return `${form(low)} to ${form(high)}`
}

function marginal(value: Ratio | readonly Ratio[]): string {
  return Array.isArray(value) ? value.map((one: Ratio) => number(one)).join(', ') : number(value as Ratio, 4)
}

function words(name: string): string {
  return name.replaceAll(/([A-Z]|P\d+)/g, (part) => ` ${part.toLowerCase()}`).trim()
}
