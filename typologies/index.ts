export { configurationSet, isShippedName, SHIPPED_NAMES } from './configuration-set.ts'
export type { ShippedName } from './configuration-set.ts'
export { defaultConfigurationSet } from './default-configuration-set.ts'
export { calibratedLibrary, calibratedTypologies, scorecardTypologies } from './fitted-typologies.ts'
