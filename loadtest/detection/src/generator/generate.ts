import type { Labels } from '../labels/labels.ts'
import { RandomStream } from '../random/random-stream.ts'
import type { ScenarioSet } from '../scenarios/scenario-schema.ts'
import { euroCents } from '../traffic/currencies.ts'
import { reorderPayments } from '../traffic/payment-columns.ts'
import { sortByTime } from '../traffic/sort-by-time.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { arrangeArrivals } from './arrange-arrivals.ts'
import { liveBusiness } from './business-life.ts'
import { liveDays } from './daily-life.ts'
import { liveEarlier } from './earlier-life.ts'
import { horizonOf } from './horizon.ts'
import { injectSchemes } from './inject-schemes.ts'
import type { Injected } from './inject-schemes.ts'
import { liveLookAlikes } from './look-alike.ts'
import { LOOK_ALIKES_AMONG_PEOPLE } from './look-alikes-among-people.ts'
import { LOOK_ALIKES_OF_MEANS } from './look-alikes-of-means.ts'
import { liveMonths } from './monthly-life.ts'
import { PaymentLedger } from './payment-ledger.ts'
import { createPopulation } from './population.ts'
import type { World } from './world.ts'

/** Changes with everything that changes what a seed gives: results of different versions are not comparable. */
export const GENERATOR_VERSION = '2'

const TENANT_ID = 'DEFAULT'

export interface GenerateOptions {
  readonly seed: number
  readonly accounts: number
  readonly days: number
  readonly scenarios: ScenarioSet
  /** Told what is done, by part. */
  readonly onStep?: (part: string) => void
}

/** What the system is shown, and the truth about it, which it is not. */
export interface Generated {
  readonly traffic: Traffic
  readonly labels: Labels
}

/** Makes a population, its ordinary life, what resembles schemes, and schemes. Pure: the same options give the same payments. */
export function generate(options: GenerateOptions): Generated {
  const { seed, onStep = () => undefined } = options
  const horizon = horizonOf(options.days)
  const groups = ['ordinary']
  const world: World = {
    seed,
    horizon,
    population: createPopulation(new RandomStream(seed, 'population'), options.accounts, horizon),
    ledger: new PaymentLedger(new RandomStream(seed, 'ledger')),
    groupOf: (name) => {
      const known = groups.indexOf(name)
      return known >= 0 ? known : groups.push(name) - 1
    },
  }
  onStep('ordinary life')
  liveEarlier(world)
  liveMonths(world)
  liveDays(world)
  liveBusiness(world)
  onStep('look-alikes')
  liveLookAlikes(world, [...LOOK_ALIKES_AMONG_PEOPLE, ...LOOK_ALIKES_OF_MEANS])
  onStep('schemes')
  const injected = injectSchemes(world, options.scenarios)
  onStep('order of arrival')
  return arrange(world, injected, groups)
}

/** Cuts what is beyond the horizon, brings everything into one order, and gives it identifications. */
function arrange(world: World, injected: Injected, groups: readonly string[]): Generated {
  const { horizon, ledger, seed } = world
  const rows = ledger.rows()
  const kept: number[] = []
  for (let row = 0; row < ledger.count; row += 1) {
    if (rows.payments.createdAtMs[row]! < horizon.endMs) {
      kept.push(row)
    }
  }
  const keptRows = Uint32Array.from(kept)
  const byTime = sortByTime(Float64Array.from(keptRows, (row) => rows.payments.createdAtMs[row]!))
  const order = byTime.map((index) => keptRows[index]!)
  const payments = reorderPayments(rows.payments, order)
  const ids = new RandomStream(seed, 'identifications')
  for (let payment = 0; payment < payments.count; payment += 1) {
    payments.idHigh[payment] = ids.uint32()
    payments.idLow[payment] = ids.uint32()
  }
  const valueCents = Float64Array.from(payments.amountMinor, (minor, index) =>
    euroCents(minor, payments.currency[index]!),
  )
  return {
    traffic: {
      tenantId: TENANT_ID,
      accounts: world.population.directory,
      arrivals: arrangeArrivals(new RandomStream(seed, 'arrivals'), payments),
      payments,
      scoredFromMs: horizon.scoredFromMs,
      endMs: horizon.endMs,
    },
    labels: {
      count: order.length,
      kind: Uint8Array.from(order, (row) => rows.kind[row]!),
      group: Uint16Array.from(order, (row) => rows.group[row]!),
      instance: Int32Array.from(order, (row) => rows.instance[row]!),
      role: Uint8Array.from(order, (row) => rows.role[row]!),
      valueCents,
      groups,
      instances: injected.instances,
      lookAlikeInstances: ledger.lookAlikes,
      accounts: injected.accounts,
    },
  }
}
