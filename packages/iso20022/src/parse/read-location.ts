import type { Location } from '@pantau/rule-kit'
import type { LocationDocument } from '../schema/location.ts'

const DEGREES = /^[+-]?\d{1,3}(?:\.\d{1,15})?$/
const LATITUDE_MAX_DEGREES = 90
const LONGITUDE_MAX_DEGREES = 180

/** The place in degrees, where both texts are decimal degrees; senders also write other things there, which are no place. */
export function readLocation(document: LocationDocument): Location | undefined {
  const latitudeDegrees = readDegrees(document.Lat, LATITUDE_MAX_DEGREES)
  const longitudeDegrees = readDegrees(document.Long, LONGITUDE_MAX_DEGREES)
  return latitudeDegrees === undefined || longitudeDegrees === undefined
    ? undefined
    : { latitudeDegrees, longitudeDegrees }
}

function readDegrees(text: string, maxDegrees: number): number | undefined {
  const degrees = DEGREES.test(text) ? Number(text) : undefined
  return degrees !== undefined && Math.abs(degrees) <= maxDegrees ? degrees : undefined
}
