import { generate } from '../src/generator/generate.ts'
import type { Generated } from '../src/generator/generate.ts'
import { loadScenarios } from '../src/load-scenarios.ts'
import type { ScenarioSet } from '../src/scenarios/scenario-schema.ts'

/** Scenarios of the shipped base file. */
export async function baseScenarios(): Promise<ScenarioSet> {
  return (await loadScenarios()).set
}

/** A world that is lived through in a second. */
export async function smallWorld(
  options: {
    readonly seed?: number
    readonly accounts?: number
    readonly days?: number
    readonly prevalence?: number
  } = {},
): Promise<Generated> {
  const set = await baseScenarios()
  const { seed = 1, accounts = 300, days = 12, prevalence = set.settings.prevalence } = options
  return generate({
    seed,
    accounts,
    days,
    scenarios: { ...set, settings: { ...set.settings, prevalence } },
  })
}
