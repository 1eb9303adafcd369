import type { ConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations } from '@pantau/rules'
import { gatherSet } from './gather-set.ts'
import { libraryTypologies } from './library-typologies.ts'
import defaultMap from './network-maps/default.json' with { type: 'json' }
import pantauDefaultMap from './network-maps/pantau-default.json' with { type: 'json' }
import pantauPreSettlementMap from './network-maps/pantau-pre-settlement.json' with { type: 'json' }

const tuned = { rules: defaultRuleConfigurations, typologies: libraryTypologies }
const SHIPPED = {
  /** Two rules and one typology, to see the mechanism. */
  default: { ...tuned, networkMap: defaultMap },
  /** All typologies of the library, when a payment has settled. */
  'pantau-default': { ...tuned, networkMap: pantauDefaultMap },
  /** The same, and those that make sense before the money moves, on the instruction. */
  'pantau-pre-settlement': { ...tuned, networkMap: pantauPreSettlementMap },
} as const

/** The configuration sets that come with this version. */
export type ShippedName = keyof typeof SHIPPED

export const SHIPPED_NAMES: readonly ShippedName[] = ['default', 'pantau-default', 'pantau-pre-settlement']

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
