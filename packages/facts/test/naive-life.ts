import type { FactDescriptor, FactValue, Payment } from '@pantau/rule-kit'
import { byTimeAndPlace, ofAccount, otherAccount } from './naive-history.ts'
import type { NaiveHistory, NaivePayment } from './naive-history.ts'

const DAY_MS = 86_400_000
const EARTH_RADIUS_KM = 6_371.0088

/** Facts over an account's life, and those of its newest payments. */
export function naiveLifeFact(fact: FactDescriptor, payment: Payment, history: NaiveHistory): FactValue {
  const { instruction, occurredAtMs } = payment
  if (fact.kind === 'activity-span' || fact.kind === 'silence') {
    const { accountId } = instruction[fact.party]
    const times = [
      ...ofAccount(history.settled, accountId, 'sent'),
      ...ofAccount(history.settled, accountId, 'received'),
    ].map(({ atMs }) => atMs)
    if (times.length === 0) {
      return null
    }
    return fact.kind === 'silence'
      ? naiveSilence(times, occurredAtMs, fact.endedWithinMs)
      : { firstMs: Math.min(...times), lastMs: Math.max(...times) }
  }
  if (fact.kind === 'holder-accounts') {
    const { entityId, accountId } = instruction[fact.party]
    const accounts = history.accepted
      .flatMap((each) => [each.instruction.debtor, each.instruction.creditor])
      .filter((party) => party.entityId === entityId)
      .map((party) => party.accountId)
    const count = new Set([...accounts, accountId]).size
    return { count: Math.min(32, count), saturated: count > 32 }
  }
  if (fact.kind === 'account-name') {
    return naiveNames(fact.party, payment, history)
  }
  if (fact.kind === 'payee-history') {
    const times = ofAccount(history.settled, instruction.debtor.accountId, 'sent')
      .filter(({ creditorAccountId }) => creditorAccountId === instruction.creditor.accountId)
      .map(({ atMs }) => atMs)
    return times.length === 0
      ? null
      : { count: times.length, firstMs: Math.min(...times), lastMs: Math.max(...times) }
  }
  if (fact.kind === 'nearby-payments') {
    return naiveNearby(
      ofAccount(history.settled, instruction.debtor.accountId, 'sent'),
      payment,
      fact.radiusKm,
    )
  }
  return naiveSideFact(fact, payment, history)
}

function naiveNames(
  party: 'debtor' | 'creditor',
  { instruction, occurredAtMs }: Payment,
  { settled, ownSettledAtMs = Infinity }: NaiveHistory,
): FactValue {
  const tag = party === 'debtor' ? instruction.debtorNameTag : instruction.creditorNameTag
  if (tag === undefined) {
    return null
  }
  const { accountId } = instruction[party]
  const firsts = new Map<number, number>()
  for (const each of settled.filter(({ atMs }) => atMs < Math.min(occurredAtMs, ownSettledAtMs))) {
    for (const [id, name] of [
      [each.debtorAccountId, each.debtorName],
      [each.creditorAccountId, each.creditorName],
    ] as const) {
      if (id === accountId && name !== undefined) {
        firsts.set(name, Math.min(firsts.get(name) ?? Infinity, each.atMs))
      }
    }
  }
  const kept = [...firsts].sort((left, right) => left[1] - right[1] || left[0] - right[0]).slice(0, 8)
  const sinceMs = firstOf(kept.filter(([name]) => name === tag))
  return {
    sinceMs,
    otherSinceMs: firstOf(kept.filter(([name]) => name !== tag)),
    saturated: sinceMs === null && kept.length === 8,
  }
}

function firstOf(names: readonly (readonly [name: number, firstMs: number])[]): number | null {
  return names[0]?.[1] ?? null
}

function naiveSideFact(fact: FactDescriptor, payment: Payment, history: NaiveHistory): FactValue {
  if (!('party' in fact) || !('direction' in fact)) {
    throw new TypeError(`The oracle does not know ${fact.kind}`)
  }
  const { instruction, occurredAtMs } = payment
  const all = ofAccount(history.settled, instruction[fact.party].accountId, fact.direction)
  const comparable = all.filter(({ currency }) => currency === instruction.instructed.currency)
  const amounts = comparable.map(({ amountMinor }) => Number(amountMinor))
  if (fact.kind === 'lifetime-count') {
    return { count: all.length }
  }
  if (fact.kind === 'latest-payments') {
    const other = instruction[fact.party === 'debtor' ? 'creditor' : 'debtor'].accountId
    return all.slice(0, fact.limit).map((each) => ({
      atMs: each.atMs,
      amountMinor: each.amountMinor.toString(),
      currency: each.currency,
      sameCounterparty: otherAccount(each, fact.direction) === other,
    }))
  }
  if (fact.kind === 'latest-text') {
    const [newest] = all
    return newest === undefined ? null : { atMs: newest.atMs, text: newest.text }
  }
  if (fact.kind === 'amount-statistics') {
    const logs = amounts.map((amount) => Math.round(1e6 * Math.log10(Math.max(1, amount))) / 1e6)
    return naiveStatistics(fact.scale === 'linear' ? amounts : logs)
  }
  if (fact.kind === 'first-digits') {
    const digits = amounts.map((amount) => Number(String(amount).charAt(0)))
    return {
      counts: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => digits.filter((each) => each === digit).length),
    }
  }
  if (fact.kind === 'hour-profile') {
    const hours = all.map(({ atMs }) => new Date(atMs).getUTCHours())
    return { counts: Array.from({ length: 24 }, (_, hour) => hours.filter((each) => each === hour).length) }
  }
  if (fact.kind === 'interval-counts') {
    return naiveIntervals(fact, occurredAtMs, all)
  }
  throw new TypeError(`The oracle does not know ${fact.kind}`)
}

function naiveStatistics(values: readonly number[]) {
  const count = values.length
  const mean = count === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / count
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { count, mean, standardDeviation: count < 2 ? 0 : Math.sqrt(squares / (count - 1)) }
}

function naiveIntervals(
  fact: Extract<FactDescriptor, { kind: 'interval-counts' }>,
  atMs: number,
  all: readonly NaivePayment[],
): FactValue {
  const current = all.filter((each) => each.atMs > atMs - fact.intervalMs).length
  const first = all.at(-1)
  const counts: number[] = []
  if (first !== undefined) {
    const firstDayMs = Math.floor(first.atMs / DAY_MS) * DAY_MS
    // The newest end of a UTC day such that no millisecond of it lies in (t - intervalMs, t].
    let endMs = Math.floor((atMs - fact.intervalMs + 1) / DAY_MS) * DAY_MS
    while (endMs - fact.intervalMs >= firstDayMs && counts.length < fact.intervalsMax) {
      const startMs = endMs - fact.intervalMs
      const until = endMs
      counts.push(all.filter((each) => each.atMs >= startMs && each.atMs < until).length)
      endMs = startMs
    }
  }
  const { mean, standardDeviation } = naiveStatistics(counts)
  return { current, intervals: counts.length, mean, standardDeviation }
}

function naiveSilence(times: readonly number[], atMs: number, endedWithinMs: number): FactValue {
  const active = new Set(times.map((each) => Math.floor(each / DAY_MS)))
  const today = Math.floor(atMs / DAY_MS)
  let best = { lengthMs: 0, ongoing: false }
  let silent = 0
  for (let day = Math.min(...active); day <= today; day++) {
    const isOver = active.has(day)
    if ((isOver && (today - day) * DAY_MS <= endedWithinMs) || day === today) {
      const lengthMs = silent * DAY_MS
      const ongoing = lengthMs > 0 && !isOver
      if (lengthMs > best.lengthMs || (lengthMs === best.lengthMs && ongoing)) {
        best = { lengthMs, ongoing }
      }
    }
    silent = isOver ? 0 : silent + 1
  }
  return best
}

function naiveNearby(sent: readonly NaivePayment[], payment: Payment, radiusKm: number): FactValue {
  const located = sent
    .filter(({ latitude }) => latitude !== undefined)
    .toSorted(byTimeAndPlace)
    .slice(0, 64)
  const { location } = payment.instruction
  const nearby = located.filter(
    ({ latitude = NaN, longitude = NaN }) =>
      location !== undefined &&
      angle(vector(latitude, longitude), vector(location.latitudeDegrees, location.longitudeDegrees)) *
        EARTH_RADIUS_KM <=
        radiusKm,
  )
  return { located: located.length, nearby: nearby.length }
}

type Vector = readonly [number, number, number]

function vector(latitudeDegrees: number, longitudeDegrees: number): Vector {
  const [latitude, longitude] = [(latitudeDegrees * Math.PI) / 180, (longitudeDegrees * Math.PI) / 180]
  return [
    Math.cos(latitude) * Math.cos(longitude),
    Math.cos(latitude) * Math.sin(longitude),
    Math.sin(latitude),
  ]
}

function angle(left: Vector, right: Vector): number {
  return (
    2 * Math.asin(Math.min(1, Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2]) / 2))
  )
}
