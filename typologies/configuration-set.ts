import type { ConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations, parityRuleConfigurations } from '@pantau/rules'
import { pantauDefaultMap, pantauPreSettlementMap } from './fitted-maps.ts'
import { calibratedTypologies, followUpTypologies, scorecardTypologies } from './fitted-typologies.ts'
import { gatherSet } from './gather-set.ts'
import { libraryTypologies } from './library-typologies.ts'
import defaultMap from './network-maps/default.json' with { type: 'json' }
import pantauLibraryMap from './network-maps/pantau-library.json' with { type: 'json' }
import parityMap from './parity/network-map.json' with { type: 'json' }
import parityTypologies from './parity/typologies.json' with { type: 'json' }

const tuned = { rules: defaultRuleConfigurations, typologies: libraryTypologies }
const fitted = {
  rules: defaultRuleConfigurations,
  typologies: [...scorecardTypologies, ...followUpTypologies, ...calibratedTypologies],
}
const published = {
  rules: [...parityRuleConfigurations, ...defaultRuleConfigurations],
  typologies: parityTypologies,
}

const SHIPPED = {
  /** Two rules and one typology, to see the mechanism. */
  default: { ...tuned, networkMap: defaultMap },
  /** Scorecards and typologies with thresholds for few and good alerts, on the report that ends a payment. */
  'pantau-default': { ...fitted, networkMap: pantauDefaultMap },
  /** The same, and before it, on the instruction, those that make sense while the money can still be stopped. */
  'pantau-pre-settlement': { ...fitted, networkMap: pantauPreSettlementMap },
  /** The typologies as they are designed, with one threshold for nearly all: more alerts than people can look at. */
  'pantau-library': { ...tuned, networkMap: pantauLibraryMap },
  /** The typologies that Tazama publishes, for comparing the two. */
  parity: { ...published, networkMap: parityMap },
} as const

/** The configuration sets that come with this version. */
export type ShippedName = keyof typeof SHIPPED

export const SHIPPED_NAMES: readonly ShippedName[] = [
  'default',
  'pantau-default',
  'pantau-pre-settlement',
  'pantau-library',
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
