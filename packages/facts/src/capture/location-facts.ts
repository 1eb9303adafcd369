import { greatCircleKm } from '@pantau/rule-kit'
import type { FactValues, LatestLocationFact, Location, NearbyPaymentsFact } from '@pantau/rule-kit'
import { LOCATIONS_MAX } from '../state/bounds.ts'
import { LOCATION_SCALE } from '../state/flow-state.ts'
import type { LocatedPayment } from '../state/flow-state.ts'
import type { Subject } from './subject.ts'

export function latestLocation(fact: LatestLocationFact, subject: Subject): FactValues['latest-location'] {
  const [latest] = locatedPayments(subject)
  return latest === undefined || latest.atMs < subject.atMs - fact.windowMs
    ? null
    : { atMs: latest.atMs, ...toLocation(latest) }
}

export function nearbyPayments(fact: NearbyPaymentsFact, subject: Subject): FactValues['nearby-payments'] {
  const located = locatedPayments(subject)
  const { location } = subject.payment.instruction
  const nearby =
    location === undefined
      ? []
      : located.filter((payment) => greatCircleKm(toLocation(payment), location) <= fact.radiusKm)
  return { located: located.length, nearby: nearby.length }
}

/** Newest first, without those dated later and the payment itself. */
function locatedPayments(subject: Subject): readonly LocatedPayment[] {
  return withoutOwn(subject).slice(0, LOCATIONS_MAX)
}

function withoutOwn(subject: Subject): readonly LocatedPayment[] {
  const located = subject
    .account('debtor')
    .state.locations.read()
    .filter(({ atMs }) => atMs <= subject.atMs)
  const { location } = subject.payment.instruction
  if (subject.own.settledAtMs === undefined || location === undefined) {
    return located
  }
  const own = located.findIndex(
    ({ atMs, latitude, longitude }) =>
      atMs === subject.own.settledAtMs &&
      latitude === Math.round(location.latitudeDegrees * LOCATION_SCALE) &&
      longitude === Math.round(location.longitudeDegrees * LOCATION_SCALE),
  )
  return own === -1 ? located : located.toSpliced(own, 1)
}

function toLocation({ latitude, longitude }: LocatedPayment): Location {
  return { latitudeDegrees: latitude / LOCATION_SCALE, longitudeDegrees: longitude / LOCATION_SCALE }
}
