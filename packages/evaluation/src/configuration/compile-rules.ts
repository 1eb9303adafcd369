import { compileRule } from './compile-rule.ts'
import type { RuleCompilation } from './compile-rule.ts'
import { configurationKey } from './configuration-key.ts'
import type { ConfigurationSet } from './configuration-set.ts'
import type { RuleReference } from './network-map.ts'
import type { RuleRegistry } from './rule-registry.ts'

/**
 * Compiles the rules of a set, by (id, cfg). A fixed rule takes nothing from its configuration but parameters; where it needs none, the
 * map may name it without one, as maps commonly do with event-flow control (`cfg` `none`).
 */
export function compileRules(
  set: ConfigurationSet,
  registry: RuleRegistry,
): ReadonlyMap<string, RuleCompilation> {
  const compilations = new Map<string, RuleCompilation>()
  for (const [index, configuration] of set.rules.entries()) {
    compilations.set(configurationKey(configuration), compileRule(configuration, registry, `/rules/${index}`))
  }
  const references = set.networkMap.messages.flatMap((message) =>
    message.typologies.flatMap((typology) => typology.rules),
  )
  for (const reference of references) {
    const key = configurationKey(reference)
    const compilation = compilations.has(key) ? undefined : compileUnconfigured(reference, registry)
    if (compilation !== undefined) {
      compilations.set(key, compilation)
    }
  }
  return compilations
}

function compileUnconfigured(reference: RuleReference, registry: RuleRegistry): RuleCompilation | undefined {
  if (registry.find(reference.id)?.outcomeShape !== 'fixed') {
    return undefined
  }
  const compilation = compileRule({ id: reference.id, cfg: reference.cfg, config: {} }, registry, '')
  return compilation.planned === undefined ? undefined : compilation
}
