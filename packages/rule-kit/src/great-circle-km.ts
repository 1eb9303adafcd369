import type { Location } from './payment.ts'

/** Mean radius of the Earth. Source: Geodetic Reference System 1980 (IUGG), R1. */
const EARTH_RADIUS_KM = 6371.0088
const RADIANS_PER_DEGREE = Math.PI / 180

/**
 * The distance between two places along the surface, in kilometres, by the haversine formula (R. W. Sinnott, Virtues of the Haversine, Sky and
 * Telescope 68, 1984): well-conditioned for short distances, and within 0.6 % for all, as the Earth is no sphere.
 */
export function greatCircleKm(from: Location, to: Location): number {
  const fromRadians = from.latitudeDegrees * RADIANS_PER_DEGREE
  const toRadians = to.latitudeDegrees * RADIANS_PER_DEGREE
  const sinLatitude = Math.sin((toRadians - fromRadians) / 2)
  const sinLongitude = Math.sin(((to.longitudeDegrees - from.longitudeDegrees) * RADIANS_PER_DEGREE) / 2)
  const haversine = sinLatitude ** 2 + Math.cos(fromRadians) * Math.cos(toRadians) * sinLongitude ** 2
  // Rounding may carry opposite points a bit above 1, where the arc sine ends.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, haversine)))
}
