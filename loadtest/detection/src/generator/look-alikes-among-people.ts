import { personalTime, whenAwake } from '../calendar/daily-rhythm.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/durations.ts'
import type { Episode, LookAlikeClass } from './look-alike.ts'
import { pickPopular } from './world.ts'

/** What people do with each other that resembles a scheme. */
export const LOOK_ALIKES_AMONG_PEOPLE: readonly LookAlikeClass[] = [
  { name: 'bill-split', rate: 0.18, play: billSplit },
  { name: 'collection', rate: 0.09, play: collection },
  { name: 'rotating-club', rate: 0.045, play: rotatingClub },
  { name: 'crowdfunding', rate: 0.022, play: crowdfunding },
  { name: 'reimbursement', rate: 0.075, play: reimbursement },
  { name: 'benign-cycle', rate: 0.105, play: benignCycle },
  { name: 'duplicate-click', rate: 0.27, play: duplicateClick },
  { name: 'moving-house', rate: 0.105, play: movingHouse },
  { name: 'student-term', rate: 0.09, play: studentTerm },
  { name: 'family-relay', rate: 0.105, play: familyRelay },
  { name: 'night-travel', rate: 0.105, play: nightTravel },
]

function billSplit({ random, startMs, person, people, pay }: Episode): void {
  const host = person()
  const guests = people(3, 9)
  const euros = random.logNormal(28, 0.6)
  for (const guest of guests) {
    const atMs = startMs + random.exponential(14) * HOUR_MS
    pay({ debtor: guest, creditor: host, atMs: whenAwake(random, guest.zone, atMs), euros })
  }
}

/** Many give to one, who buys one thing for all of it. */
function collection({ world, random, startMs, person, people, pay }: Episode): void {
  const treasurer = person()
  let sum = 0
  let lastMs = startMs
  for (const giver of people(8, 25)) {
    const atMs = whenAwake(random, giver.zone, startMs + random.between(0, 120) * HOUR_MS)
    const paid = pay({ debtor: giver, creditor: treasurer, atMs, euros: random.logNormal(45, 0.9) })
    sum += paid?.settled === true ? paid.euros : 0
    lastMs = Math.max(lastMs, atMs)
  }
  if (sum > 0) {
    pay({
      debtor: treasurer,
      creditor: random.chance(0.6) ? pickPopular(random, world.population.byKind.merchant) : person(),
      atMs: whenAwake(random, treasurer.zone, lastMs + random.between(0.5, 72) * HOUR_MS),
      euros: sum * random.between(0.85, 1.02),
      text: 'invoice',
    })
  }
}

/** Members pay the same sum to one of them, another one every month. */
function rotatingClub({ random, startMs, people, pay }: Episode): void {
  const members = people(6, 12)
  const euros = random.pick([50, 100, 100, 150, 200, 300, 500])
  for (const [turn, receiver] of members.entries()) {
    const from = startMs + turn * 30 * DAY_MS
    for (const member of members) {
      const atMs = whenAwake(random, member.zone, from + random.between(0, 48) * HOUR_MS)
      pay({ debtor: member, creditor: receiver, atMs, euros })
    }
  }
}

function crowdfunding({ random, startMs, person, people, pay }: Episode): void {
  const starter = person()
  let sum = 0
  for (const backer of people(20, 60)) {
    const atMs = whenAwake(random, backer.zone, startMs + random.exponential(60) * HOUR_MS)
    sum += pay({ debtor: backer, creditor: starter, atMs, euros: random.logNormal(25, 1) })?.euros ?? 0
  }
  const atMs = startMs + random.between(8, 16) * DAY_MS
  pay({ debtor: starter, creditor: person(), atMs, euros: Math.max(20, sum * random.between(0.4, 0.95)) })
}

/** A treasurer pays back what members laid out. */
function reimbursement({ random, startMs, person, people, pay }: Episode): void {
  const treasurer = person()
  for (const member of people(6, 16)) {
    const atMs = startMs + random.exponential(25) * MINUTE_MS
    pay({ debtor: treasurer, creditor: member, atMs, euros: random.logNormal(70, 0.8) })
  }
}

/** A pays B, B pays C, and C pays A: who owes whom after a holiday. */
function benignCycle({ random, startMs, people, pay }: Episode): void {
  const friends = people(3, 4)
  const euros = random.logNormal(120, 1)
  let atMs = startMs
  for (const [index, friend] of friends.entries()) {
    const next = friends[(index + 1) % friends.length] ?? friend
    pay({ debtor: friend, creditor: next, atMs, euros: euros * random.between(0.8, 1.2) })
    atMs = whenAwake(random, friend.zone, atMs + random.exponential(18) * HOUR_MS)
  }
}

/** The same payment again because the screen hung; half of the time the first one had been refused. */
function duplicateClick({ world, random, startMs, person, pay }: Episode): void {
  const debtor = person()
  const creditor = random.chance(0.6) ? pickPopular(random, world.population.byKind.merchant) : person()
  const euros = random.logNormal(60, 1)
  const wasRefused = random.chance(0.5)
  const first = pay({ debtor, creditor, atMs: startMs, euros, rejectedShare: wasRefused ? 1 : 0 })
  if (first === undefined) {
    return
  }
  let atMs = first.atMs
  for (let again = random.chance(0.15) ? 2 : 1; again > 0; again -= 1) {
    atMs += random.between(3, 180) * 1000
    pay({
      debtor,
      creditor,
      atMs,
      euros: first.euros,
      style: 'exact',
      text: first.text,
      currency: first.currency,
    })
  }
  if (!wasRefused && random.chance(0.7)) {
    const backMs = personalTime(random, creditor.zone, first.atMs + random.integer(1, 4) * DAY_MS)
    pay({
      debtor: creditor,
      creditor: debtor,
      atMs: backMs,
      euros: first.euros,
      style: 'exact',
      text: 'refund',
    })
  }
}

/** Five to eight new payees within a week, some of them large. */
function movingHouse({ world, random, startMs, person, pay }: Episode): void {
  const mover = person()
  const { merchant, trader } = world.population.byKind
  for (let payee = random.integer(5, 8); payee > 0; payee -= 1) {
    pay({
      debtor: mover,
      creditor: random.pick(random.pick([[person()], merchant, trader])),
      atMs: whenAwake(random, mover.zone, startMs + random.between(0, 168) * HOUR_MS),
      euros: random.logNormal(450, 1.1),
      text: random.pick(['invoice', 'private', 'rent']),
    })
  }
}

/** The family sends money, often to a new account, and most of it is paid on for fees, a room and books. */
function studentTerm({ world, random, startMs, person, pay }: Episode): void {
  const { fresh, byKind } = world.population
  const opened = fresh.filter(
    ({ kind, openedMs }) => kind === 'person' && openedMs < startMs && openedMs > startMs - 10 * DAY_MS,
  )
  const student = opened.length > 0 && random.chance(0.6) ? random.pick(opened) : person()
  for (let gift = random.integer(1, 3); gift > 0; gift -= 1) {
    const atMs = startMs + random.between(0, 48) * HOUR_MS
    pay({ debtor: person(), creditor: student, atMs, euros: random.logNormal(900, 0.6) })
  }
  for (let fee = random.integer(2, 6); fee > 0; fee -= 1) {
    pay({
      debtor: student,
      creditor: random.pick(random.pick([byKind.merchant, [person()], byKind.charity])),
      atMs: whenAwake(random, student.zone, startMs + random.between(3, 144) * HOUR_MS),
      euros: random.logNormal(280, 0.9),
      purpose: random.pick(['EDUC', '', 'RENT', 'OTHR']),
    })
  }
}

/** Somebody receives money for a relative and hands it on, less a little, within hours. */
function familyRelay({ random, startMs, person, pay }: Episode): void {
  const [from, between, to] = [person(), person(), person()]
  const paid = pay({ debtor: from, creditor: between, atMs: startMs, euros: random.logNormal(500, 0.9) })
  if (paid?.settled === true) {
    const atMs = whenAwake(random, between.zone, paid.atMs + random.exponential(9) * HOUR_MS)
    const euros = paid.euros * random.between(0.88, 1)
    pay({ debtor: between, creditor: to, atMs, euros, currency: paid.currency })
  }
}

/** Late at night on a journey: taxi, hotel, a friend, all of them new, within an hour or two. */
function nightTravel({ world, random, startMs, person, pay }: Episode): void {
  const traveller = person()
  const { merchant, trader } = world.population.byKind
  const nightMs = Math.floor(startMs / DAY_MS) * DAY_MS + random.between(-1, 4) * HOUR_MS
  const place = [
    traveller.latitude + random.between(-900, 900),
    traveller.longitude + random.between(-1500, 1500),
  ] as const
  for (let payment = random.integer(3, 7); payment > 0; payment -= 1) {
    pay({
      debtor: traveller,
      creditor: random.pick(random.pick([merchant, merchant, trader, [person()]])),
      atMs: nightMs + random.between(0, 130) * MINUTE_MS,
      euros: random.logNormal(80, 1.1),
      place,
      rejectedShare: 0.08,
    })
  }
}
