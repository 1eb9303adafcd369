import type { ConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations, parityRuleConfigurations } from '@pantau/rules'
import { gatherSet } from './gather-set.ts'
import { libraryTypologies } from './library-typologies.ts'
import defaultMap from './network-maps/default.json' with { type: 'json' }
import pantauDefaultMap from './network-maps/pantau-default.json' with { type: 'json' }
import pantauPreSettlementMap from './network-maps/pantau-pre-settlement.json' with { type: 'json' }
import parityMap from './parity/network-map.json' with { type: 'json' }
import parityTypologies from './parity/typologies.json' with { type: 'json' }

const tuned = { rules: defaultRuleConfigurations, typologies: libraryTypologies }
const published = {
  rules: [...parityRuleConfigurations, ...defaultRuleConfigurations],
  typologies: parityTypologies,
}

const SHIPPED = {
  /** Two rules and one typology, to see the mechanism. */
  default: { ...tuned, networkMap: defaultMap },
  /** All typologies of the library, on the report that ends a payment. */
  'pantau-default': { ...tuned, networkMap: pantauDefaultMap },
  /** The same, and before it, on the instruction, those that make sense while the money can still be stopped. */
  'pantau-pre-settlement': { ...tuned, networkMap: pantauPreSettlementMap },
  /** The typologies that Tazama publishes, for comparing the two. */
  parity: { ...published, networkMap: parityMap },
} as const

/** The configuration sets that come with this version. */
export type ShippedName = keyof typeof SHIPPED

export const SHIPPED_NAMES: readonly ShippedName[] = [
  'default',
  'pantau-default',
  'pantau-pre-settlement',
  'parity',
]

/**
 * A shipped configuration set, a copy on every call.
 * @throws IntegrityError when the shipped files have not the form of a configuration, which a test excludes.
 */
export function configurationSet(name: ShippedName): ConfigurationSet {
  return gatherSet(SHIPPED[name])
}

export function isShippedName(name: string): name is ShippedName {
  return SHIPPED_NAMES.some((each) => each === name)
}
