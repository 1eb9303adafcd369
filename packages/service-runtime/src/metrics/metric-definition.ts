/** The values that each label can take. All are known when the metric is made, so that the number of series is bounded. */
export type LabelSets = Readonly<Record<string, readonly string[]>>

/** One value per label. */
export type LabelValues<Labels extends LabelSets> = { readonly [Name in keyof Labels]: Labels[Name][number] }

export interface MetricDefinition<Labels extends LabelSets> {
  /** Ends in its unit: `_total` for counters; `_seconds`, `_bytes`, `_messages`, `_ratio`, `_info` and the like otherwise. */
  readonly name: `pantau_${string}`
  readonly help: string
  readonly labels: Labels
}

/** Series of one metric: a scrape builds its text in one go on the event loop, some 25 µs per series. */
export const SERIES_MAX = 200

const NAME = /^pantau_[a-z]+(_[a-z]+)*$/
const UNITS = ['seconds', 'bytes', 'messages', 'requests', 'connections', 'ratio', 'info', 'state']

/** @throws TypeError when the name has no unit or the labels make too many series */
export function checkDefinition(
  definition: MetricDefinition<LabelSets>,
  kind: 'counter' | 'gauge' | 'histogram',
): void {
  const { name, labels } = definition
  const unit = name.slice(name.lastIndexOf('_') + 1)
  if (!NAME.test(name) || (kind === 'counter' ? unit !== 'total' : !UNITS.includes(unit))) {
    throw new TypeError(
      `Metric ${name}: a ${kind} must be named pantau_…_${kind === 'counter' ? 'total' : UNITS.join('|')}`,
    )
  }
  const series = Object.values(labels).reduce((product, values) => product * values.length, 1)
  if (series < 1 || series > SERIES_MAX) {
    throw new TypeError(`Metric ${name}: its labels make ${series} series, allowed are 1 to ${SERIES_MAX}`)
  }
}

/** Every combination of label values. */
export function labelCombinations(labels: LabelSets): readonly Readonly<Record<string, string>>[] {
  let combinations: readonly Readonly<Record<string, string>>[] = [{}]
  for (const [name, values] of Object.entries(labels)) {
    combinations = combinations.flatMap((partial) => values.map((value) => ({ ...partial, [name]: value })))
  }
  return combinations
}
