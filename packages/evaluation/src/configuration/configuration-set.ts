import { Type } from 'typebox'
import type { Static } from 'typebox'
import { NetworkMapSchema } from './network-map.ts'
import { RuleConfigurationSchema } from './rule-configuration.ts'
import { TypologyConfigurationSchema } from './typology-configuration.ts'

/**
 * Everything that decides an evaluation: one network map with the rule and typology configurations that it names.
 * An activated set is immutable and addressed by the digest of its canonical JSON; messages carry the digest, never the set.
 */
export const ConfigurationSetSchema = Type.Object({
  networkMap: NetworkMapSchema,
  rules: Type.Array(RuleConfigurationSchema),
  typologies: Type.Array(TypologyConfigurationSchema),
})
export type ConfigurationSet = Static<typeof ConfigurationSetSchema>
