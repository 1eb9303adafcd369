import { Type } from 'typebox'

/** The most payments with a location that are looked at. */
export const LOCATIONS_MAX = 64

/** `maxRadius`: how far from this payment, in kilometres. `minimumNumberOfLocations`: with fewer earlier locations the rule exits. */
export const parameters = Type.Object({
  maxRadius: Type.Number({ minimum: 0.1, maximum: 1_000 }),
  minimumNumberOfLocations: Type.Optional(Type.Integer({ minimum: 0, maximum: LOCATIONS_MAX })),
})
