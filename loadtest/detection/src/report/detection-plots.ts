import type { DetectionResult, DetectionRun } from '../detection-result.ts'
import { number, percent } from './markdown-table.ts'
import { barPlot, linePlot } from './plot.ts'

const DELAY_HOURS_MAX = 48
const LINES_MAX = 5

/** The plots of a result, by file name. */
export function detectionPlots(result: DetectionResult): Readonly<Record<string, string>> {
  const runs = result.runs.slice(0, LINES_MAX)
  const seeds = (of: (run: DetectionRun) => readonly (readonly [number, number])[]) =>
    runs.map((run) => ({ name: `seed ${run.seed}`, points: of(run) }))
  const findingsMax = Math.max(1, ...runs.flatMap(({ days }) => days.map(perThousand)))
  const daysMax = Math.max(1, ...runs.map(({ days }) => days.length))
  return {
    'precision-recall.svg': linePlot(
      `Precision over recall, ${result.name}`,
      { label: 'recall (payments)', max: 1, format: asPercent },
      { label: 'precision', max: 1, format: asPercent },
      seeds(({ curve }) => curve.map(({ recall, precision }) => [recall, precision] as const)),
    ),
    'scenarios.svg': barPlot(`Schemes found, by scenario, ${result.name}`, scenarioBars(result)),
    'delay.svg': linePlot(
      `Schemes alerted within a time after their first payment, ${result.name}`,
      { label: 'hours', max: DELAY_HOURS_MAX, format: (value) => value.toFixed(0) },
      { label: 'share of all schemes', max: 1, format: asPercent },
      seeds(delayCurve),
    ),
    'alerts-per-day.svg': linePlot(
      `Alerts per 1,000 payments, by day, ${result.name}`,
      { label: 'day of the scored time', max: daysMax, format: (value) => value.toFixed(0) },
      { label: 'alerts per 1,000', max: findingsMax, format: (value) => number(value, 1) },
      seeds(({ days }) => days.map((day, index) => [index, perThousand(day)] as const)),
    ),
  }
}

function asPercent(value: number): string {
  return percent(value, 0)
}

function perThousand({ alerts, payments }: DetectionRun['days'][number]): number {
  return payments === 0 ? 0 : (1000 * alerts) / payments
}

function delayCurve(run: DetectionRun): readonly (readonly [number, number])[] {
  const sorted = run.delaysHours.toSorted((a, b) => a - b)
  const all = Math.max(1, run.schemes.instances)
  const steps = sorted.flatMap((hours, index) =>
    hours <= DELAY_HOURS_MAX ? [[hours, (index + 1) / all] as const] : [],
  )
  return [[0, 0], ...steps, [DELAY_HOURS_MAX, steps.length / all]]
}

function scenarioBars(result: DetectionResult): Parameters<typeof barPlot>[1] {
  const names = [...new Set(result.runs.flatMap(({ scenarios }) => scenarios.map(({ name }) => name)))].sort()
  return names.map((name) => {
    const parts = result.runs.flatMap(({ scenarios }) => scenarios.filter((part) => part.name === name))
    const schemes = parts.reduce((sum, part) => sum + part.schemes.instances, 0)
    const found = parts.reduce((sum, { schemes: of }) => sum + (of.recall ?? 0) * of.instances, 0)
    const share = schemes === 0 ? 0 : found / schemes
    return { name, share, label: `${Math.round(found)} of ${schemes}` }
  })
}
