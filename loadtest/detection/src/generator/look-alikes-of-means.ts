import { officeTime, personalTime, whenAwake } from '../calendar/daily-rhythm.ts'
import { DAY_MS, HOUR_MS } from '../calendar/durations.ts'
import type { Episode, LookAlikeClass } from './look-alike.ts'
import { pickPopular } from './world.ts'

/** What happens around larger sums, firms, and accounts that are new or come back, and resembles a scheme. */
export const LOOK_ALIKES_OF_MEANS: readonly LookAlikeClass[] = [
  { name: 'house-purchase', rate: 0.045, play: housePurchase },
  { name: 'inheritance', rate: 0.045, play: inheritance },
  { name: 'trader-busy-day', rate: 0.12, play: traderBusyDay },
  { name: 'cash-out', rate: 0.135, play: cashOut },
  { name: 'instalments', rate: 0.1, play: instalments },
  { name: 'round-series', rate: 0.105, play: roundSeries },
  { name: 'new-account', rate: 0.12, play: newAccount },
  { name: 'comeback', rate: 0.09, play: comeback },
  { name: 'account-shuffle', rate: 0.105, play: accountShuffle },
  { name: 'small-payroll', rate: 0.045, play: smallPayroll },
]

/** Own savings and gifts of the family are gathered, and leave in one payment. */
function housePurchase({ world, random, startMs, person, people, pay }: Episode): void {
  const buyer = person()
  const price = random.logNormal(22_000, 0.7)
  const givers = people(2, 4)
  for (const giver of givers) {
    const atMs = whenAwake(random, giver.zone, startMs + random.between(0, 96) * HOUR_MS)
    pay({ debtor: giver, creditor: buyer, atMs, euros: (price / givers.length) * random.between(0.6, 1.1) })
  }
  const seller = random.chance(0.5) ? pickPopular(random, world.population.byKind.employer) : person()
  const atMs = officeTime(random, buyer.zone, startMs + random.integer(5, 9) * DAY_MS)
  pay({ debtor: buyer, creditor: seller, atMs, euros: price, style: 'exact', text: 'invoice' })
}

/** One large credit, shared among the heirs. */
function inheritance({ world, random, startMs, person, people, pay }: Episode): void {
  const heir = person()
  const heirs = people(2, 6)
  const estate = random.logNormal(12_000, 0.9)
  pay({
    debtor: random.pick(world.population.byKind.biller),
    creditor: heir,
    atMs: startMs,
    euros: estate,
    style: 'exact',
  })
  for (const other of heirs) {
    const atMs = whenAwake(random, heir.zone, startMs + random.between(2, 120) * HOUR_MS)
    pay({ debtor: heir, creditor: other, atMs, euros: estate / (heirs.length + 1) })
  }
}

/** A market day: many strangers pay a trader, who buys new stock with most of it. */
function traderBusyDay({ world, random, startMs, people, pay }: Episode): void {
  const trader = random.pick(world.population.byKind.trader)
  const day = Math.floor(startMs / DAY_MS) * DAY_MS
  let sum = 0
  for (const buyer of people(10, 40)) {
    const euros = random.logNormal(35, 0.9)
    const atMs = personalTime(random, buyer.zone, day)
    sum += pay({ debtor: buyer, creditor: trader, atMs, euros, style: 'price', text: 'purchase' })?.euros ?? 0
  }
  pay({
    debtor: trader,
    creditor: pickPopular(random, world.population.byKind.merchant),
    atMs: day + (24 + random.between(6, 20)) * HOUR_MS,
    euros: Math.max(5, sum * random.between(0.6, 0.95)),
    purpose: 'SUPP',
    text: 'invoice',
  })
}

/** A driver or seller is paid out by a platform and moves most of it to a person or another bank at once. */
function cashOut({ world, random, startMs, person, pay }: Episode): void {
  const worker = random.chance(0.5) ? random.pick(world.population.byKind.trader) : person()
  const paid = pay({
    debtor: pickPopular(random, world.population.byKind.employer),
    creditor: worker,
    atMs: startMs,
    euros: random.logNormal(420, 0.7),
    style: 'exact',
    text: 'payout',
  })
  if (paid?.settled === true) {
    const atMs = whenAwake(random, worker.zone, paid.atMs + random.exponential(4) * HOUR_MS)
    pay({
      debtor: worker,
      creditor: person(),
      atMs,
      euros: paid.euros * random.between(0.85, 0.99),
      currency: paid.currency,
    })
  }
}

/** A builder is paid in stages, each as large as the bank's usual limit allows. */
function instalments({ world, random, startMs, person, pay }: Episode): void {
  const debtor = random.chance(0.5) ? person() : random.pick(world.population.byKind.trader)
  const creditor = pickPopular(
    random,
    random.pick([world.population.byKind.trader, world.population.byKind.merchant]),
  )
  const euros = random.between(6500, 9990)
  for (let stage = random.integer(2, 7); stage > 0; stage -= 1) {
    const atMs = whenAwake(random, debtor.zone, startMs + random.between(0, 18) * DAY_MS)
    pay({ debtor, creditor, atMs, euros: euros * random.between(0.93, 1), text: 'instalment' })
  }
}

/** Round sums to the same payee, week after week. */
function roundSeries({ random, startMs, person, pay }: Episode): void {
  const [debtor, creditor] = [person(), person()]
  const euros = random.pick([50, 100, 100, 200, 250, 500, 1000])
  const gapDays = random.pick([1, 2, 7, 7])
  for (let payment = random.integer(4, 10); payment > 0; payment -= 1) {
    const day = startMs + payment * gapDays * DAY_MS
    pay({
      debtor,
      creditor,
      atMs: personalTime(random, debtor.zone, Math.floor(day / DAY_MS) * DAY_MS),
      euros,
    })
  }
}

/** A new account is filled from the old one and by friends, and used for a deposit and furniture. */
function newAccount({ world, random, startMs, people, pay }: Episode): void {
  const { fresh, byKind } = world.population
  const candidates = fresh.filter(
    ({ openedMs, kind }) => kind === 'person' && Math.abs(openedMs - startMs) < 4 * DAY_MS,
  )
  if (candidates.length === 0) {
    return
  }
  const owner = random.pick(candidates)
  const from = owner.openedMs + random.between(1, 30) * HOUR_MS
  let sum = 0
  for (const friend of people(1, 5)) {
    const atMs = whenAwake(random, friend.zone, from + random.between(0, 96) * HOUR_MS)
    sum += pay({ debtor: friend, creditor: owner, atMs, euros: random.logNormal(380, 0.8) })?.euros ?? 0
  }
  for (let payment = random.integer(1, 4); payment > 0; payment -= 1) {
    const atMs = whenAwake(random, owner.zone, from + random.between(2, 130) * HOUR_MS)
    const creditor = random.pick(random.pick([world.population.adults, byKind.merchant, byKind.trader]))
    pay({ debtor: owner, creditor, atMs, euros: Math.max(10, sum * random.between(0.15, 0.6)) })
  }
}

/** Somebody who was silent for long comes back with a few larger payments. */
function comeback({ world, random, people, pay }: Episode): void {
  const back = world.population.accounts.filter(
    ({ silentToMs }) => silentToMs > world.horizon.startMs && silentToMs < world.horizon.endMs,
  )
  if (back.length === 0) {
    return
  }
  const account = random.pick(back)
  for (const other of people(1, 4)) {
    const atMs = account.silentToMs + random.between(0.1, 60) * HOUR_MS
    pay({ debtor: other, creditor: account, atMs, euros: random.logNormal(600, 0.8) })
  }
  for (const other of people(1, 3)) {
    const atMs = account.silentToMs + random.between(6, 120) * HOUR_MS
    pay({ debtor: account, creditor: other, atMs, euros: random.logNormal(300, 0.9) })
  }
}

/** Somebody with several accounts moves money about between them. */
function accountShuffle({ world, random, startMs, pay }: Episode): void {
  const owned = random.pick([...world.population.owners.values()])
  let atMs = startMs
  for (let move = random.integer(2, 7); move > 0; move -= 1) {
    const debtor = random.pick(owned)
    const creditor = random.pick(owned)
    if (debtor !== creditor) {
      pay({ debtor, creditor, atMs, euros: random.logNormal(800, 1), text: 'own', purpose: 'INTC' })
      atMs = whenAwake(random, debtor.zone, atMs + random.exponential(6) * HOUR_MS)
    }
  }
}

/** A small employer pays its few people by hand in one evening. */
function smallPayroll({ world, random, startMs, people, pay }: Episode): void {
  const employer = random.pick(world.population.byKind.trader)
  for (const worker of people(4, 14)) {
    const atMs = startMs + random.exponential(0.4) * HOUR_MS
    pay({
      debtor: employer,
      creditor: worker,
      atMs,
      euros: random.logNormal(900, 0.5),
      purpose: random.pick(['SALA', '', 'OTHR']),
    })
  }
}
