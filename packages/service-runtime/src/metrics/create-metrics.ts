import { performance } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { checkDefinition, labelCombinations } from './metric-definition.ts'
import type { LabelSets, LabelValues, MetricDefinition } from './metric-definition.ts'

export interface CounterMetric<Labels extends LabelSets> {
  /** @param amount how many; 1 when absent */
  add(labels: LabelValues<Labels>, amount?: number): void
}

export interface GaugeMetric<Labels extends LabelSets> {
  set(labels: LabelValues<Labels>, value: number): void
}

export interface HistogramMetric<Labels extends LabelSets> {
  observe(labels: LabelValues<Labels>, value: number): void
}

export interface HistogramDefinition<Labels extends LabelSets> extends MetricDefinition<Labels> {
  /** Upper bounds, rising. */
  readonly buckets: readonly number[]
}

/** The metrics of one service, in the text format of Prometheus. */
export interface Metrics {
  counter<const Labels extends LabelSets>(definition: MetricDefinition<Labels>): CounterMetric<Labels>
  /** A counter without labels whose value is asked for at every scrape; it must never fall. */
  observedCounter(definition: MetricDefinition<Record<string, never>>, read: () => number): void
  gauge<const Labels extends LabelSets>(definition: MetricDefinition<Labels>): GaugeMetric<Labels>
  /** A gauge without labels whose value is asked for at every scrape. */
  observedGauge(definition: MetricDefinition<Record<string, never>>, read: () => number): void
  histogram<const Labels extends LabelSets>(definition: HistogramDefinition<Labels>): HistogramMetric<Labels>
  readonly contentType: string
  render(): Promise<string>
}

/** From half a millisecond to ten seconds: what a stage, a commit or a request takes. */
export const DURATION_BUCKETS_SECONDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
]

/**
 * A registry of its own, with the metrics of the process and of the event loop in it. Counters and histograms show all their series
 * from the first scrape: a rate over a series that appears with its first event would miss that event.
 */
export function createMetrics(service: { readonly name: string; readonly version: string }): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service: service.name })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]

  const metrics: Metrics = {
    counter(definition) {
      checkDefinition(definition, 'counter')
      const counter = new Counter({ ...named(definition), registers })
      const child = boundChildren(definition, (labels) => {
        counter.inc(labels, 0)
        return counter.labels(labels)
      })
      return { add: (labels, amount = 1) => child(labels).inc(amount) }
    },
    observedCounter(definition, read) {
      checkDefinition(definition, 'counter')
      const counter: Counter = new Counter({
        ...named(definition),
        registers,
        collect() {
          counter.reset()
          counter.inc(read())
        },
      })
    },
    gauge(definition) {
      checkDefinition(definition, 'gauge')
      const gauge = new Gauge({ ...named(definition), registers })
      const child = boundChildren(definition, (labels) => gauge.labels(labels))
      return { set: (labels, value) => child(labels).set(value) }
    },
    observedGauge(definition, read) {
      checkDefinition(definition, 'gauge')
      const gauge: Gauge = new Gauge({ ...named(definition), registers, collect: () => gauge.set(read()) })
    },
    histogram(definition) {
      checkDefinition(definition, 'histogram')
      const histogram = new Histogram({ ...named(definition), buckets: [...definition.buckets], registers })
      const child = boundChildren(definition, (labels) => {
        histogram.zero(labels)
        return histogram.labels(labels)
      })
      return { observe: (labels, value) => child(labels).observe(value) }
    },
    contentType: registry.contentType,
    render: () => registry.metrics(),
  }
  metrics
    .gauge({
      name: 'pantau_service_info',
      help: 'The running version, always 1.',
      labels: { version: [service.version] },
    })
    .set({ version: service.version }, 1)
  metrics.observedGauge(
    {
      name: 'pantau_event_loop_utilization_ratio',
      help: 'The share of time since the last scrape in which the event loop was busy.',
      labels: {},
    },
    createUtilizationReader(),
  )
  return metrics
}

function named(definition: MetricDefinition<LabelSets>): {
  name: string
  help: string
  labelNames: string[]
} {
  return { name: definition.name, help: definition.help, labelNames: Object.keys(definition.labels) }
}

/** Looks up a child by label values; all children are made at once. */
function boundChildren<Child>(
  definition: MetricDefinition<LabelSets>,
  bind: (labels: Record<string, string>) => Child,
): (labels: Readonly<Record<string, string>>) => Child {
  const names = Object.keys(definition.labels)
  const keyOf = (labels: Readonly<Record<string, string>>): string =>
    names.map((name) => labels[name]).join('\n')
  const children = new Map(
    labelCombinations(definition.labels).map((labels) => [keyOf(labels), bind({ ...labels })]),
  )
  return (labels) => {
    const child = children.get(keyOf(labels))
    if (child === undefined) {
      throw new RangeError(`Metric ${definition.name} has no series for ${JSON.stringify(labels)}`)
    }
    return child
  }
}

function createUtilizationReader(): () => number {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const since = performance.eventLoopUtilization(now, last)
    last = now
    return since.utilization
  }
}
