import { nextBusinessDay } from '../calendar/business-days.ts'
import { dayOf, officeTime } from '../calendar/daily-rhythm.ts'
import type { Role } from '../labels/labels.ts'
import type { ScenarioParameters } from '../scenarios/scenario-schema.ts'
import type { Account } from './population.ts'
import { awake } from './scheme.ts'
import type { Range, Scheme } from './scheme.ts'

/** Money that an account of the scheme holds, and since when. */
export interface Purse {
  readonly account: Account
  euros: number
  sinceMs: number
}

export function purseOf(account: Account, sinceMs: number): Purse {
  return { account, euros: 0, sinceMs }
}

/** Pays and, where that settled, moves the money into the purse. */
export function payInto(
  scheme: Scheme,
  purse: Purse,
  {
    role,
    from,
    atMs,
    euros,
  }: { readonly role: Role; readonly from: Account; readonly atMs: number; readonly euros: number },
): void {
  const paid = scheme.pay(role, from, purse.account, awake(scheme, from, atMs), euros)
  if (paid.settled) {
    purse.euros += paid.euros
    purse.sinceMs = Math.max(purse.sinceMs, paid.atMs)
  }
}

/** Victims pay into the purse over a span of time, each an amount of their own. */
export function gather(
  scheme: Scheme,
  purse: Purse,
  senders: number,
  {
    amount,
    spreadHours,
  }: { readonly amount: { readonly median: number; readonly sigma: number }; readonly spreadHours: Range },
): void {
  const spanMs = scheme.durationMs(spreadHours)
  for (let sender = 0; sender < senders; sender += 1) {
    const atMs = scheme.startMs + scheme.random.next() * spanMs
    const from = scheme.recruiter.victim(atMs)
    payInto(scheme, purse, { role: 'victim-out', from, atMs, euros: scheme.euros(amount) })
  }
}

/** Splits most of the purse among payees, beginning after a rest; what came in meanwhile is gone with it. */
export function disperse(
  scheme: Scheme,
  purse: Purse,
  payees: readonly Account[],
  spread: { readonly passShare: Range; readonly delayHours: Range; readonly spreadHours?: Range },
): readonly Purse[] {
  const total = purse.euros * scheme.share(spread.passShare)
  const fromMs = purse.sinceMs + scheme.delayMs(spread.delayHours)
  const spanMs = spread.spreadHours === undefined ? 0 : scheme.durationMs(spread.spreadHours)
  const times = scheme.times(fromMs, spanMs, payees.length)
  const parts = payees.map(() => scheme.random.between(0.6, 1.4))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  return payees.map((payee, index) => {
    const received = purseOf(payee, 0)
    const euros = Math.max(1, (total * (parts[index] ?? 1)) / whole)
    payInto(scheme, received, { role: 'disperse', from: purse.account, atMs: times[index] ?? fromMs, euros })
    return received
  })
}

export function fanIn(scheme: Scheme, p: ScenarioParameters['fanIn']): void {
  const hub = purseOf(scheme.recruiter.mule(scheme.startMs), scheme.startMs)
  scheme.offenders(hub.account)
  gather(scheme, hub, scheme.count(p.senders), p)
  disperse(scheme, hub, scheme.recruiter.mules(hub.sinceMs, scheme.count(p.payouts)), p)
}

export function fanOut(scheme: Scheme, p: ScenarioParameters['fanOut']): void {
  const hub = purseOf(scheme.recruiter.mule(scheme.startMs), scheme.startMs)
  scheme.offenders(hub.account)
  const from = scheme.recruiter.firm(scheme.startMs)
  payInto(scheme, hub, {
    role: 'victim-out',
    from,
    atMs: officeTime(scheme.random, from.zone, nextBusinessDay(dayOf(scheme.startMs))),
    euros: scheme.euros(p.amount),
  })
  disperse(scheme, hub, scheme.recruiter.mules(hub.sinceMs, scheme.count(p.payees)), p)
}

export function gatherScatter(scheme: Scheme, p: ScenarioParameters['gatherScatter']): void {
  const hub = purseOf(scheme.recruiter.mule(scheme.startMs), scheme.startMs)
  scheme.offenders(hub.account)
  gather(scheme, hub, scheme.count(p.senders), p)
  disperse(scheme, hub, scheme.recruiter.mules(hub.sinceMs, scheme.count(p.payees)), p)
}

export function scatterGather(scheme: Scheme, p: ScenarioParameters['scatterGather']): void {
  const { recruiter, startMs } = scheme
  const source = purseOf(recruiter.mule(startMs), startMs)
  source.euros = scheme.euros(p.amount)
  const sink = recruiter.mule(startMs)
  const between = recruiter
    .mules(startMs, scheme.count(p.intermediaries))
    .filter((one) => one !== sink && one !== source.account)
  scheme.offenders(source.account, sink, ...between)
  const scattered = disperse(scheme, source, between, {
    passShare: [0.95, 1],
    delayHours: [0, 0],
    spreadHours: p.spreadHours,
  })
  for (const purse of scattered) {
    passOn(scheme, purse, sink, { keepShare: p.keepShare, delayHours: p.delayHours, role: 'collect' })
  }
}

interface Hop {
  readonly keepShare: Range
  readonly delayHours: Range
  readonly role: Role
}

/** Passes the purse on to one account, less a cut. Nothing happens where nothing had arrived. */
export function passOn(scheme: Scheme, purse: Purse, to: Account, hop: Hop): Purse {
  const received = purseOf(to, purse.sinceMs)
  if (purse.euros > 0 && purse.account !== to) {
    const atMs = purse.sinceMs + scheme.delayMs(hop.delayHours)
    const euros = purse.euros * (1 - scheme.share(hop.keepShare))
    payInto(scheme, received, { role: hop.role, from: purse.account, atMs, euros })
  }
  return received
}

export function cycle(scheme: Scheme, p: ScenarioParameters['cycle']): void {
  const members = scheme.recruiter.mules(scheme.startMs, Math.max(3, scheme.count(p.accounts)))
  scheme.offenders(...members)
  const [first, ...others] = members
  if (first === undefined) {
    return
  }
  let purse = purseOf(first, scheme.startMs)
  purse.euros = scheme.euros(p.amount)
  for (const [index, next] of [...others, first].entries()) {
    const hop = { keepShare: p.decayShare, delayHours: index === 0 ? ([0, 0] as const) : p.hopHours }
    purse = passOn(scheme, purse, next, { ...hop, role: next === first ? 'return' : 'layer' })
  }
}

export function layeringChain(scheme: Scheme, p: ScenarioParameters['layeringChain']): void {
  const chain = scheme.recruiter.mules(scheme.startMs, scheme.count(p.hops))
  scheme.offenders(...chain)
  const [first, ...others] = chain
  if (first === undefined) {
    return
  }
  let purse = purseOf(first, scheme.startMs)
  const from = scheme.recruiter.victim(scheme.startMs)
  payInto(scheme, purse, { role: 'victim-out', from, atMs: scheme.startMs, euros: scheme.euros(p.amount) })
  for (const next of others) {
    purse = passOn(scheme, purse, next, { keepShare: p.keepShare, delayHours: p.hopHours, role: 'layer' })
  }
}

/** Layers of accounts: each passes all it received to one or two of the next layer. The first layer pays out of its own. */
export function layers(scheme: Scheme, p: ScenarioParameters['layers']): void {
  let purses = scheme.recruiter.mules(scheme.startMs, scheme.count(p.sizes[0] ?? [1, 1])).map((account) => {
    const purse = purseOf(account, scheme.startMs + scheme.random.next() * scheme.durationMs(p.spreadHours))
    purse.euros = scheme.euros(p.amount)
    return purse
  })
  scheme.offenders(...purses.map(({ account }) => account))
  for (const size of p.sizes.slice(1)) {
    const next = scheme.recruiter
      .mules(scheme.startMs, scheme.count(size))
      .map((account) => purseOf(account, 0))
    scheme.offenders(...next.map(({ account }) => account))
    for (const purse of purses.filter(({ euros }) => euros > 0)) {
      const targets = next.length > 1 && scheme.random.chance(0.5) ? 2 : 1
      const euros = (purse.euros * (1 - scheme.share(p.keepShare))) / targets
      for (let target = 0; target < targets; target += 1) {
        const to = next[(scheme.random.integer(0, next.length - 1) + target) % next.length]
        if (to !== undefined && to.account !== purse.account) {
          const atMs = purse.sinceMs + scheme.delayMs(p.delayHours)
          payInto(scheme, to, { role: 'layer', from: purse.account, atMs, euros })
        }
      }
    }
    purses = next
  }
}
