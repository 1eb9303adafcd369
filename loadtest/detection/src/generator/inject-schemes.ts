import { personalTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS } from '../calendar/durations.ts'
import { ILLICIT } from '../labels/labels.ts'
import type { AccountLabel, SchemeInstance } from '../labels/labels.ts'
import { RandomStream } from '../random/random-stream.ts'
import type { Scenario, ScenarioSet } from '../scenarios/scenario-schema.ts'
import { CURRENCIES } from '../traffic/currencies.ts'
import { playScenario } from './play-scenario.ts'
import type { Account } from './population.ts'
import { createRecruiter } from './recruiter.ts'
import { createScheme } from './scheme.ts'
import type { World } from './world.ts'

/** Like the share of ordinary payments; a scheme keeps to one currency. */
const FOREIGN_SHARE = 0.05
const INSTANCES_MAX = 200_000

export interface Injected {
  readonly instances: readonly SchemeInstance[]
  readonly accounts: readonly AccountLabel[]
}

/** Adds instances of the scenarios, by weight, until the wanted share of all payments within the horizon is illicit. */
export function injectSchemes(world: World, set: ScenarioSet): Injected {
  const { ledger, horizon } = world
  const random = new RandomStream(world.seed, 'schemes')
  const recruiter = createRecruiter(random, world.population, horizon, set.settings)
  const instances: SchemeInstance[] = []
  const accounts: AccountLabel[] = []
  const lawful = countWithin(world, 0)
  const wanted = (lawful * set.settings.prevalence) / (1 - set.settings.prevalence)
  const nextScenario = rotation(set.scenarios)
  for (let illicit = 0; illicit < wanted && instances.length < INSTANCES_MAX;) {
    const scenario = nextScenario()
    if (scenario === undefined) {
      break
    }
    const before = ledger.count
    const instance = instances.length
    const { startMs, adaptive, drifted } = drawStart(world, random, set)
    instances.push({ scenario: scenario.name, adaptive, drifted, startMs })
    const involved = new Map<Account, number>()
    playScenario(
      createScheme({
        random,
        recruiter,
        ledger,
        label: { kind: ILLICIT, group: world.groupOf(scenario.name), instance },
        startMs,
        adaptive: adaptive ? set.settings.adaptive : undefined,
        durationFactor: drifted ? set.settings.drift.durationFactor : 1,
        amountFactor: drifted ? set.settings.drift.amountFactor : 1,
        currency: random.chance(FOREIGN_SHARE) ? random.integer(1, CURRENCIES.length - 1) : 0,
        note: (account, atMs) => involved.set(account, atMs),
      }),
      scenario,
    )
    illicit += countWithin(world, before)
    accounts.push(...accountLabels(world, before, instance, involved))
  }
  return { instances, accounts }
}

function drawStart(
  world: World,
  random: RandomStream,
  { settings }: ScenarioSet,
): Pick<SchemeInstance, 'startMs' | 'adaptive' | 'drifted'> {
  const { horizon } = world
  const day = random.integer(0, horizon.days - 1)
  return {
    startMs: personalTime(random, random.integer(0, 2), horizon.startMs + day * DAY_MS),
    adaptive: random.chance(settings.adaptive.share),
    drifted: day >= settings.drift.fromShare * horizon.days,
  }
}

/** Scenarios in turn, each as often as its weight asks for, spread as evenly as can be. */
function rotation(scenarios: readonly Scenario[]): () => Scenario | undefined {
  const credits = scenarios.map(() => 0)
  const whole = scenarios.reduce((sum, { parameters }) => sum + parameters.weight, 0)
  return () => {
    let chosen = 0
    for (const [index, { parameters }] of scenarios.entries()) {
      credits[index] = (credits[index] ?? 0) + parameters.weight
      chosen = (credits[index] ?? 0) > (credits[chosen] ?? 0) ? index : chosen
    }
    credits[chosen] = (credits[chosen] ?? 0) - whole
    return scenarios[chosen]
  }
}

function countWithin(world: World, fromRow: number): number {
  const { createdAtMs } = world.ledger.rows().payments
  const { startMs, endMs } = world.horizon
  let count = 0
  for (let row = fromRow; row < world.ledger.count; row += 1) {
    const atMs = createdAtMs[row] ?? 0
    count += atMs >= startMs && atMs < endMs ? 1 : 0
  }
  return count
}

function accountLabels(
  world: World,
  fromRow: number,
  instance: number,
  involved: ReadonlyMap<Account, number>,
): readonly AccountLabel[] {
  const { createdAtMs } = world.ledger.rows().payments
  let toMs = 0
  for (let row = fromRow; row < world.ledger.count; row += 1) {
    toMs = Math.max(toMs, createdAtMs[row] ?? 0)
  }
  return [...involved].map(([account, fromMs]) => ({ account: account.index, instance, fromMs, toMs }))
}
