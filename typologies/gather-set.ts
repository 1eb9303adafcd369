import { configurationKey, IntegrityError, parseConfigurationSet } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'

/** Configurations as they are shipped: unchecked, and more of them than one set needs. */
export interface ShippedParts {
  readonly networkMap: unknown
  readonly rules: readonly unknown[]
  readonly typologies: readonly unknown[]
}

/**
 * The set of a shipped network map: the map, with the rules and typologies that it names and no others.
 * @throws IntegrityError when the shipped files have not the form of a configuration, which a test excludes.
 */
export function gatherSet(parts: ShippedParts): ConfigurationSet {
  const parsed = parseConfigurationSet(parts)
  if ('problems' in parsed) {
    throw new IntegrityError(`The shipped configuration is malformed: ${JSON.stringify(parsed.problems)}`)
  }
  const { networkMap, rules, typologies } = parsed.set
  const references = networkMap.messages.flatMap((message) => message.typologies)
  const namedTypologies = new Set(references.map(configurationKey))
  const namedRules = new Set(references.flatMap((reference) => reference.rules).map(configurationKey))
  return structuredClone({
    networkMap,
    rules: rules.filter((rule) => namedRules.has(configurationKey(rule))),
    typologies: typologies.filter((typology) => namedTypologies.has(configurationKey(typology))),
  })
}
