import { compileConfiguration } from '@pantau/evaluation'
import type { CompiledConfiguration, ConfigurationSet, Plan } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'

/** What a run is evaluated under: which set, and how much of it there is. Facts and rules are counted once, whichever message asks. */
export interface ConfigurationSummary {
  readonly name: string
  readonly messages: string
  readonly rules: number
  readonly facts: number
  readonly typologies: number
}

/** A set does not compile with the rules of this build. */
export class UnusableSetError extends Error {
  override readonly name = 'UnusableSetError'
}

/** @throws UnusableSetError */
export function compileSet(set: ConfigurationSet): CompiledConfiguration {
  const compilation = compileConfiguration(set, ruleRegistry)
  if ('problems' in compilation) {
    throw new UnusableSetError(
      `The configuration set does not compile: ${JSON.stringify(compilation.problems.slice(0, 5))}`,
    )
  }
  return compilation.compiled
}

/** @throws UnusableSetError */
export function summarizeSet(name: string, set: ConfigurationSet): ConfigurationSummary {
  const plans = plansOf(set, compileSet(set))
  return {
    name,
    messages: plans.map(({ transactionType }) => transactionType).join(', '),
    rules: countDistinct(
      plans.flatMap(({ rules }) => rules.map(({ ruleId, cfg }) => JSON.stringify([ruleId, cfg]))),
    ),
    facts: countDistinct(plans.flatMap(({ facts }) => facts.map((fact) => JSON.stringify(fact)))),
    typologies: set.typologies.length,
  }
}

function countDistinct(keys: readonly string[]): number {
  return new Set(keys).size
}

function plansOf(set: ConfigurationSet, compiled: CompiledConfiguration): readonly Plan[] {
  return set.networkMap.messages.flatMap(({ txTp }) => {
    const plan = compiled.planFor(txTp)
    return plan === undefined ? [] : [plan]
  })
}
