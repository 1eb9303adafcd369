import { DAY_MS } from '../calendar/durations.ts'
import type { ScenarioParameters } from '../scenarios/scenario-schema.ts'
import { awake } from './scheme.ts'
import type { Scheme } from './scheme.ts'
import { disperse, passOn, payInto, purseOf } from './schemes-of-flow.ts'

export function structuring(scheme: Scheme, p: ScenarioParameters['structuring']): void {
  const { random, recruiter, startMs, adaptive } = scheme
  const debtor = recruiter.mule(startMs)
  const payees = recruiter.mules(startMs, scheme.count(p.payees)).filter((payee) => payee !== debtor)
  scheme.offenders(debtor, ...payees)
  const [least, most] = p.limitShare
  const shares: readonly [number, number] =
    adaptive === undefined
      ? [least, most]
      : [Math.max(0, adaptive.limitShare - (most - least)), adaptive.limitShare]
  for (const atMs of scheme.times(startMs, scheme.durationMs(p.spreadHours), scheme.count(p.payments))) {
    const payee = payees.length > 0 ? random.pick(payees) : recruiter.mule(atMs)
    // The limit is a sum in the home currency.
    const more = { currency: 0 }
    scheme.pay(
      'disperse',
      debtor,
      payee,
      awake(scheme, debtor, atMs),
      p.limitEuros * scheme.share(shares),
      more,
    )
  }
}

export function dormantReactivation(scheme: Scheme, p: ScenarioParameters['dormantReactivation']): void {
  const { random, recruiter, startMs } = scheme
  const [least, most] = p.silenceDays
  const account = recruiter.silent(startMs, random.between(least, Math.min(most, least * 1.5)) * DAY_MS)
  scheme.offenders(account)
  const purse = purseOf(account, startMs)
  const spanMs = scheme.durationMs(p.spreadHours)
  for (let credit = scheme.count(p.credits); credit > 0; credit -= 1) {
    const atMs = startMs + random.next() * spanMs * 0.5
    payInto(scheme, purse, {
      role: 'collect',
      from: recruiter.victim(atMs),
      atMs,
      euros: scheme.euros(p.amount),
    })
  }
  const fromMs = purse.sinceMs + scheme.delayMs([0.2, 12])
  const times = scheme.times(fromMs, spanMs * 0.5, scheme.count(p.debits))
  for (const atMs of times) {
    const to = recruiter.mule(atMs)
    scheme.pay(
      'disperse',
      account,
      to,
      awake(scheme, account, atMs),
      Math.max(5, purse.euros * scheme.share(p.debitShare)),
    )
  }
}

/** One holder sends the same money round the own accounts, then out. */
export function ownAccountMaze(scheme: Scheme, p: ScenarioParameters['ownAccountMaze']): void {
  const { random, recruiter, startMs } = scheme
  const owned = recruiter.owned(startMs)
  const [first] = owned
  if (first === undefined) {
    return
  }
  scheme.offenders(...owned)
  let purse = purseOf(first, startMs)
  payInto(scheme, purse, {
    role: 'collect',
    from: recruiter.victim(startMs),
    atMs: startMs,
    euros: scheme.euros(p.amount),
  })
  for (let move = scheme.count(p.moves); move > 0 && owned.length > 1; move -= 1) {
    const others = owned.filter((account) => account !== purse.account)
    purse = passOn(scheme, purse, random.pick(others), {
      keepShare: p.keepShare,
      delayHours: p.hopHours,
      role: 'layer',
    })
  }
  passOn(scheme, purse, recruiter.mule(purse.sinceMs), {
    keepShare: p.keepShare,
    delayHours: p.hopHours,
    role: 'disperse',
  })
}

/** A shop without customers: a few helpers pay again and again, and the takings leave. */
export function merchantFront(scheme: Scheme, p: ScenarioParameters['merchantFront']): void {
  const { random, recruiter, startMs } = scheme
  const shop = recruiter.merchant()
  const payers = recruiter.mules(startMs, scheme.count(p.payers))
  scheme.offenders(shop, ...payers)
  const purse = purseOf(shop, startMs)
  const spanMs = scheme.durationMs(p.spreadHours)
  for (let payment = scheme.count(p.payments); payment > 0; payment -= 1) {
    const from = random.pick(payers)
    const atMs = awake(scheme, from, startMs + random.next() * spanMs)
    const paid = scheme.pay('collect', from, shop, atMs, scheme.euros(p.amount), {
      purpose: random.pick(['GDDS', 'GDDS', 'GDDS', '', 'OTHR']),
      text: 'purchase',
    })
    purse.euros += paid.settled ? paid.euros : 0
    purse.sinceMs = Math.max(purse.sinceMs, paid.atMs)
  }
  disperse(scheme, purse, recruiter.mules(purse.sinceMs, scheme.count(p.payouts)), p)
}

export function roundAmounts(scheme: Scheme, p: ScenarioParameters['roundAmounts']): void {
  const { random, recruiter, startMs } = scheme
  const debtor = recruiter.mule(startMs)
  const payees = recruiter.mules(startMs, scheme.count(p.payees)).filter((payee) => payee !== debtor)
  scheme.offenders(debtor, ...payees)
  for (const atMs of scheme.times(startMs, scheme.durationMs(p.spreadHours), scheme.count(p.payments))) {
    const payee = payees.length > 0 ? random.pick(payees) : recruiter.mule(atMs)
    scheme.pay('layer', debtor, payee, awake(scheme, debtor, atMs), random.pick(p.euros), { style: 'exact' })
  }
}
