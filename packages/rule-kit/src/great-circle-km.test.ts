import type { Location } from './payment.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { greatCircleKm } from './great-circle-km.ts'

const at = (latitudeDegrees: number, longitudeDegrees: number): Location => ({
  latitudeDegrees,
  longitudeDegrees,
})
const HALF_TURN_KM = 20_015.1

test.each([
  ['one degree of latitude', at(0, 0), at(1, 0), 111.195],
  ['one degree of longitude on the equator, across the date line', at(0, 179.5), at(0, -179.5), 111.195],
  ['one degree of longitude at 60 degrees north', at(60, 10), at(60, 11), 55.595],
  ['pole to pole', at(90, 0), at(-90, 123), HALF_TURN_KM],
  ['opposite points', at(10, 20), at(-10, -160), HALF_TURN_KM],
  ['London to Paris', at(51.5074, -0.1278), at(48.8566, 2.3522), 343.557],
])('%s', (_name, from, to, distanceKm) => {
  expect(greatCircleKm(from, to)).toBeCloseTo(distanceKm, 1)
})

test('as far there as back, never further than half around, and nothing from a place to itself', () => {
  const place = fc.record({
    latitudeDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
    longitudeDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
  })
  fc.assert(
    fc.property(place, place, (from, to) => {
      const distanceKm = greatCircleKm(from, to)
      expect(distanceKm).toBeCloseTo(greatCircleKm(to, from), 6)
      expect(distanceKm).toBeLessThan(HALF_TURN_KM + 1)
      expect(greatCircleKm(from, from)).toBe(0)
    }),
  )
})
