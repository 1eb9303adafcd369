/** A tenant is heavy that asks for, or has, more than this multiple of what those who ask do on average. */
export const HEAVY_RATIO = 1.5
/** Rates are averages over about this time. */
const RATE_MS = 200
/** Who was not refused for so long gets what it asks for. */
const CROWDED_FOR_MS = 250
/** A tenant that is held is free again when it asks for less than this share of what it got when there was no room for it. */
const RELEASE_SHARE = 0.9

/** What a tenant asks for and gets. Counts are those since it was judged last. */
export interface Demand {
  asked: number
  admitted: number
  /** Refused because there was no room. */
  crowdedOut: number
  /** For how long none was. */
  uncrowdedMs: number
  askedPerMs: number
  admittedPerMs: number
  /** While it asks for more than this it is held; undefined when it is not held. */
  heldAbovePerMs: number | undefined
}

export function newDemand(): Demand {
  return {
    asked: 0,
    admitted: 0,
    crowdedOut: 0,
    uncrowdedMs: Number.POSITIVE_INFINITY,
    askedPerMs: 0,
    admittedPerMs: 0,
    heldAbovePerMs: undefined,
  }
}

/**
 * Says which tenants are to be held, so that the others do not wait for them, and how many they are. These are tenants that each ask for far more than the
 * average, and all together for more than half, of whom messages were refused because there was no room: who sends much and gets it is nobody's
 * trouble. They are held until they get all that they ask for, or ask for less than they got then. Begins counting anew.
 */
export function judgeDemand(demands: readonly Demand[], elapsedMs: number): number {
  const weight = 1 - Math.exp(-elapsedMs / RATE_MS)
  for (const demand of demands) {
    demand.askedPerMs += (demand.asked / elapsedMs - demand.askedPerMs) * weight
    demand.admittedPerMs += (demand.admitted / elapsedMs - demand.admittedPerMs) * weight
    demand.uncrowdedMs = demand.crowdedOut > 0 ? 0 : demand.uncrowdedMs + elapsedMs
  }
  const heavy = heavyOf(demands)
  for (const demand of demands) {
    demand.heldAbovePerMs = heavy.has(demand) ? heldAbove(demand) : undefined
    demand.asked = 0
    demand.admitted = 0
    demand.crowdedOut = 0
  }
  return demands.reduce((count, { heldAbovePerMs }) => count + (heldAbovePerMs === undefined ? 0 : 1), 0)
}

function heavyOf(demands: readonly Demand[]): ReadonlySet<Demand> {
  const total = sumOfAsked(demands)
  const heavy = demands.filter(({ askedPerMs }) => askedPerMs * demands.length > HEAVY_RATIO * total)
  return new Set(sumOfAsked(heavy) * 2 > total ? heavy : [])
}

function heldAbove({
  uncrowdedMs,
  heldAbovePerMs = 0,
  askedPerMs,
  admittedPerMs,
}: Demand): number | undefined {
  const abovePerMs = Math.max(heldAbovePerMs, admittedPerMs * RELEASE_SHARE)
  return uncrowdedMs < CROWDED_FOR_MS && askedPerMs > abovePerMs ? abovePerMs : undefined
}

function sumOfAsked(demands: readonly Demand[]): number {
  return demands.reduce((sum, { askedPerMs }) => sum + askedPerMs, 0)
}
