import { RandomStream } from '../random/random-stream.ts'
import { quantile, ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import type { InstanceResult } from './instances.ts'
import type { ScoredPayments } from './scored-payments.ts'

export interface Interval {
  readonly low: Ratio
  readonly high: Ratio
}

/** 95 % intervals of the headline figures. */
export interface Intervals {
  readonly precision: Interval
  readonly recall: Interval
  readonly f1: Interval
  readonly alertsPerThousand: Interval
  readonly instanceRecall: Interval
  readonly valueRecall: Interval
}

const REPLICATES = 400
const LOW = 0.025
const HIGH = 0.975

interface Cluster {
  payments: number
  alerts: number
  illicit: number
  found: number
  valueCents: number
  foundCents: number
}

/**
 * Draws whole scheme instances and whole sender accounts again and again, with weights from a Poisson distribution, and takes the
 * middle 95 % of what comes out. Payments of one scheme or one sender stand and fall together: drawn singly, the intervals would be too narrow.
 */
export function bootstrap(
  scored: ScoredPayments,
  instances: readonly InstanceResult[],
  seed: number,
): Intervals {
  const clusters = clustersOf(scored)
  const random = new RandomStream(seed, 'bootstrap')
  const samples: Record<keyof Intervals, number[]> = {
    precision: [],
    recall: [],
    f1: [],
    alertsPerThousand: [],
    instanceRecall: [],
    valueRecall: [],
  }
  for (let replicate = 0; replicate < REPLICATES; replicate += 1) {
    const sum = drawSum(random, clusters)
    const drawn = drawInstances(random, instances)
    keep(samples.precision, ratio(sum.found, sum.alerts))
    keep(samples.recall, ratio(sum.found, sum.illicit))
    keep(samples.f1, ratio(2 * sum.found, sum.alerts + sum.illicit))
    keep(samples.alertsPerThousand, ratio(1000 * sum.alerts, sum.payments))
    keep(samples.valueRecall, ratio(sum.foundCents, sum.valueCents))
    keep(samples.instanceRecall, drawn)
  }
  return {
    precision: intervalOf(samples.precision),
    recall: intervalOf(samples.recall),
    f1: intervalOf(samples.f1),
    alertsPerThousand: intervalOf(samples.alertsPerThousand),
    instanceRecall: intervalOf(samples.instanceRecall),
    valueRecall: intervalOf(samples.valueRecall),
  }
}

function clustersOf(scored: ScoredPayments): readonly Cluster[] {
  const clusters = new Map<number, Cluster>()
  for (let index = 0; index < scored.count; index += 1) {
    const instance = scored.instance[index]!
    const key = instance >= 0 ? -1 - instance : scored.debtor[index]!
    const cluster = clusters.get(key) ?? emptyCluster()
    clusters.set(key, cluster)
    const isIllicit = scored.illicit[index]!
    const isFound = isIllicit & scored.alerted[index]!
    cluster.payments += 1
    cluster.alerts += scored.alerted[index]!
    cluster.illicit += isIllicit
    cluster.found += isFound
    cluster.valueCents += isIllicit * scored.valueCents[index]!
    cluster.foundCents += isFound * scored.valueCents[index]!
  }
  return [...clusters.values()]
}

function emptyCluster(): Cluster {
  return { payments: 0, alerts: 0, illicit: 0, found: 0, valueCents: 0, foundCents: 0 }
}

function drawSum(random: RandomStream, clusters: readonly Cluster[]): Cluster {
  const sum = emptyCluster()
  for (const cluster of clusters) {
    const weight = random.poisson(1)
    if (weight > 0) {
      sum.payments += weight * cluster.payments
      sum.alerts += weight * cluster.alerts
      sum.illicit += weight * cluster.illicit
      sum.found += weight * cluster.found
      sum.valueCents += weight * cluster.valueCents
      sum.foundCents += weight * cluster.foundCents
    }
  }
  return sum
}

function drawInstances(random: RandomStream, instances: readonly InstanceResult[]): Ratio {
  let found = 0
  let drawn = 0
  for (const instance of instances) {
    const weight = random.poisson(1)
    drawn += weight
    found += instance.found ? weight : 0
  }
  return ratio(found, drawn)
}

function keep(samples: number[], value: Ratio): void {
  if (value !== null) {
    samples.push(value)
  }
}

function intervalOf(samples: readonly number[]): Interval {
  const sorted = Float64Array.from(samples).sort()
  return { low: quantile(sorted, LOW), high: quantile(sorted, HIGH) }
}
