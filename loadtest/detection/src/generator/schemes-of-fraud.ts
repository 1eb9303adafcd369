import { nextBusinessDay } from '../calendar/business-days.ts'
import { dayOf, officeTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS, HOUR_MS } from '../calendar/durations.ts'
import { atLocalHour } from '../calendar/time-zone.ts'
import type { ScenarioParameters } from '../scenarios/scenario-schema.ts'
import type { Account } from './population.ts'
import { awake } from './scheme.ts'
import type { Scheme } from './scheme.ts'
import { disperse, passOn, payInto, purseOf } from './schemes-of-flow.ts'
import type { Purse } from './schemes-of-flow.ts'

export function takeover(scheme: Scheme, p: ScenarioParameters['takeover']): void {
  const { random, recruiter } = scheme
  const victim = recruiter.victim(scheme.startMs)
  const day = Math.floor(scheme.startMs / DAY_MS) * DAY_MS
  const startMs = random.chance(p.nightShare)
    ? atLocalHour(victim.zone, day, random.between(0, 5.5))
    : scheme.startMs
  const payees = recruiter.mules(startMs, scheme.count(p.payees))
  scheme.offenders(...payees)
  const far = [
    victim.latitude + random.between(-900, 900),
    victim.longitude + random.between(-1500, 1500),
  ] as const
  const more = { rejectedShare: p.rejectedShare, ...(random.chance(0.6) ? { place: far } : {}) }
  let fromMs = startMs
  if (random.chance(p.testShare)) {
    scheme.pay('test', victim, random.pick(payees), startMs, random.between(...p.testEuros))
    fromMs += random.between(1, 12) * 60_000
  }
  for (const atMs of scheme.times(fromMs, scheme.durationMs(p.windowHours), scheme.count(p.payments))) {
    scheme.pay('victim-out', victim, random.pick(payees), atMs, scheme.euros(p.amount), more)
  }
}

export function newAccountMule(scheme: Scheme, p: ScenarioParameters['newAccountMule']): void {
  const { random, recruiter, startMs } = scheme
  const mule = recruiter.fresh(startMs, random.between(...p.openedWithinHours) * HOUR_MS)
  const behind = recruiter.mules(startMs, random.integer(1, 3))
  scheme.offenders(mule, ...behind)
  const spanMs = scheme.durationMs(p.spreadHours)
  for (let credit = scheme.count(p.credits); credit > 0; credit -= 1) {
    const purse = purseOf(mule, startMs)
    const atMs = startMs + random.next() * spanMs
    payInto(scheme, purse, {
      role: 'victim-out',
      from: recruiter.victim(atMs),
      atMs,
      euros: scheme.euros(p.amount),
    })
    forward(scheme, purse, random.pick(behind), p)
  }
}

function forward(
  scheme: Scheme,
  purse: Purse,
  to: Account,
  p: { readonly passShare: readonly [number, number]; readonly delayHours: readonly [number, number] },
): void {
  const [least, most] = p.passShare
  passOn(scheme, purse, to, { keepShare: [1 - most, 1 - least], delayHours: p.delayHours, role: 'disperse' })
}

export function appScam(scheme: Scheme, p: ScenarioParameters['appScam']): void {
  const { random, recruiter, startMs } = scheme
  const victim = recruiter.victim(startMs, random.chance(p.olderShare))
  const payee = random.chance(p.freshShare) ? recruiter.fresh(startMs, 10 * DAY_MS) : recruiter.mule(startMs)
  scheme.offenders(payee)
  const purse = purseOf(payee, startMs)
  const count = scheme.count(p.payments)
  const whole = victim.income * random.between(...p.incomes)
  for (const atMs of scheme.times(startMs, scheme.durationMs(p.spreadHours), count)) {
    payInto(scheme, purse, {
      role: 'victim-out',
      from: victim,
      atMs,
      euros: (whole / count) * random.between(0.6, 1.4),
    })
  }
  if (random.chance(p.forwardShare) && purse.euros > 0) {
    disperse(scheme, purse, recruiter.mules(purse.sinceMs, random.integer(1, 3)), p)
  }
}

/** A valid payment is sent again and again, to the gain of who receives it. */
export function duplicateReplay(scheme: Scheme, p: ScenarioParameters['duplicateReplay']): void {
  const { random, recruiter, startMs } = scheme
  const debtor = recruiter.victim(startMs)
  const creditor = recruiter.mule(startMs)
  scheme.offenders(creditor)
  const first = scheme.pay(
    'victim-out',
    debtor,
    creditor,
    awake(scheme, debtor, startMs),
    scheme.euros(p.amount),
  )
  const times = scheme.times(first.atMs, scheme.durationMs(p.spreadHours), scheme.count(p.copies))
  for (const atMs of times) {
    scheme.pay(
      'victim-out',
      debtor,
      creditor,
      Math.max(atMs, first.atMs + random.integer(500, 4000)),
      first.euros,
      {
        style: 'exact',
        text: first.text,
      },
    )
  }
}

export function minorsAccount(scheme: Scheme, p: ScenarioParameters['minorsAccount']): void {
  const { random, recruiter, startMs } = scheme
  const minor = recruiter.minor(startMs)
  const behind = recruiter.mules(startMs, random.integer(1, 2))
  scheme.offenders(minor, ...behind)
  const purse = purseOf(minor, startMs)
  const spanMs = scheme.durationMs(p.spreadHours)
  for (let credit = scheme.count(p.credits); credit > 0; credit -= 1) {
    const atMs = startMs + random.next() * spanMs
    payInto(scheme, purse, {
      role: 'victim-out',
      from: recruiter.victim(atMs),
      atMs,
      euros: scheme.euros(p.amount),
    })
  }
  if (purse.euros > 0) {
    disperse(scheme, purse, behind, p)
  }
}

/** An insider moves small sums out of accounts that nobody looks at, in office hours. */
export function insiderSweep(scheme: Scheme, p: ScenarioParameters['insiderSweep']): void {
  const { random, recruiter } = scheme
  const day = Math.floor(scheme.startMs / DAY_MS) * DAY_MS
  const collectors = recruiter.mules(scheme.startMs, scheme.count(p.collectors))
  scheme.offenders(...collectors)
  const purses = collectors.map((account) => purseOf(account, scheme.startMs))
  const spanMs = scheme.durationMs(p.spreadHours)
  for (let source = scheme.count(p.sources); source > 0; source -= 1) {
    const purse = random.pick(purses)
    const from = random.chance(0.3) ? recruiter.silent(day, 30 * DAY_MS) : recruiter.victim(day)
    const raw = day + 8 * HOUR_MS + random.next() * spanMs
    const atMs = atLocalHour(from.zone, Math.floor(raw / DAY_MS) * DAY_MS, random.between(8, 18))
    payInto(scheme, purse, { role: 'victim-out', from, atMs, euros: scheme.euros(p.amount) })
  }
  for (const purse of purses.filter(({ euros }) => euros > 0)) {
    forward(scheme, purse, recruiter.mule(purse.sinceMs), p)
  }
}

/** A supplier's name with an offender's account, and a firm that believes it. */
export function businessEmailCompromise(
  scheme: Scheme,
  p: ScenarioParameters['businessEmailCompromise'],
): void {
  const { random, recruiter, startMs } = scheme
  const firm = recruiter.firm(startMs)
  const supplier = recruiter.firm(startMs)
  const mule = random.chance(p.freshShare) ? recruiter.fresh(startMs, 21 * DAY_MS) : recruiter.mule(startMs)
  scheme.offenders(mule)
  const purse = purseOf(mule, startMs)
  const times = scheme.times(startMs, scheme.durationMs(p.spreadHours), scheme.count(p.payments))
  for (const atMs of times) {
    // A firm pays its invoices when it always does.
    const paidMs = officeTime(random, firm.zone, nextBusinessDay(dayOf(atMs)))
    const paid = scheme.pay('victim-out', firm, mule, paidMs, scheme.euros(p.amount), {
      creditorName: supplier,
      text: 'invoice',
      purpose: random.pick(['SUPP', 'SUPP', 'GDDS', '', 'OTHR']),
    })
    if (paid.settled) {
      purse.euros += paid.euros
      purse.sinceMs = paid.atMs
    }
  }
  if (random.chance(p.forwardShare) && purse.euros > 0) {
    disperse(scheme, purse, recruiter.mules(purse.sinceMs, random.integer(1, 4)), p)
  }
}

export function lone(scheme: Scheme, p: ScenarioParameters['lone']): void {
  const { random, recruiter, startMs } = scheme
  const debtor = recruiter.victim(startMs)
  const creditor = random.chance(p.freshShare)
    ? recruiter.fresh(startMs, 20 * DAY_MS)
    : recruiter.mule(startMs)
  scheme.offenders(creditor)
  scheme.pay('victim-out', debtor, creditor, startMs, scheme.euros(p.amount))
}
