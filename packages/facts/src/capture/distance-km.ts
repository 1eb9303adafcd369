import type { Location } from '@pantau/rule-kit'

/** Mean radius of the earth as the International Union of Geodesy and Geophysics defines it. */
const EARTH_RADIUS_KM = 6_371.0088

/** Great-circle distance (haversine formula). */
export function distanceKm(from: Location, to: Location): number {
  const latitude = toRadians(to.latitudeDegrees - from.latitudeDegrees)
  const longitude = toRadians(to.longitudeDegrees - from.longitudeDegrees)
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(toRadians(from.latitudeDegrees)) *
      Math.cos(toRadians(to.latitudeDegrees)) *
      Math.sin(longitude / 2) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
