import { spendingFactor } from '../calendar/business-days.ts'
import { dayOf, personalTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS, HOUR_MS } from '../calendar/durations.ts'
import type { RandomStream } from '../random/random-stream.ts'
import { LARGE_PURPOSES, SMALL_PURPOSES } from '../traffic/purposes.ts'
import { privateTexts } from '../traffic/remittance-texts.ts'
import type { DraftedPayment, PaymentDraft } from './payment-ledger.ts'
import { isAdult } from './population.ts'
import type { Account } from './population.ts'
import { habitsOf } from './habits.ts'
import type { Habits } from './habits.ts'
import { pickPopular, streamOf } from './world.ts'
import type { World } from './world.ts'

/** Payments a day of a person of middling activity. */
const PURCHASES = 0.49
const TO_FRIENDS = 0.11
const MIDDLE_INVOICES = 0.06
const FAMILY_SUPPORT = 0.085
/** Of who has several accounts: savings moved in a lump. */
const OWN_LUMPS = 0.025
const LARGE_ONE_OFFS = 0.0035
const USUAL_SHOPS_SHARE = 0.85
const FRIENDS_SHARE = 0.88
const NIGHT_OWLS = 0.1
const CHILDREN_SPEND = 0.35
/** In the days before pay-day accounts run dry. */
const SHORT_OF_MONEY_DAYS = [22, 23, 24] as const
const SHORT_REJECTED_SHARE = 0.07
const RETRIES_SHARE = 0.5

/** What people pay by day: shops, friends, invoices, help for the family, and now and then something large. */
export function liveDays(world: World): void {
  const { person, second, trader } = world.population.byKind
  for (const account of [...person, ...trader, ...second]) {
    const random = streamOf(world, 'days', account)
    const habits = habitsOf(world, account)
    const isOwl = random.chance(NIGHT_OWLS)
    for (let day = 0; day < world.horizon.days; day += 1) {
      const dayStartMs = world.horizon.startMs + day * DAY_MS
      if (dayStartMs + DAY_MS >= account.openedMs) {
        liveDay(world, random, { account, habits, dayStartMs, isOwl })
      }
    }
  }
}

interface PersonsDay {
  readonly account: Account
  readonly habits: Habits
  readonly dayStartMs: number
  readonly isOwl: boolean
}

function liveDay(world: World, random: RandomStream, persons: PersonsDay): void {
  const { account, habits, dayStartMs } = persons
  const grown = isAdult(account, dayStartMs)
  const busy = account.activity * (account.kind === 'second' ? 0.3 : grown ? 1 : CHILDREN_SPEND)
  const spending = spendingFactor(dayStartMs)
  const times = (mean: number, act: () => void): void => {
    for (let left = random.poisson(mean); left > 0; left -= 1) {
      act()
    }
  }
  times(PURCHASES * busy * spending, () => purchase(world, random, persons))
  times(TO_FRIENDS * busy, () => toFriend(world, random, persons))
  if (!grown) {
    return
  }
  times(MIDDLE_INVOICES * busy, () => invoice(world, random, persons))
  times(FAMILY_SUPPORT * busy, () => {
    pay(world, random, persons, {
      debtor: account,
      creditor: random.pick(habits.relatives),
      euros: random.logNormal(350, 1.1),
      style: 'private',
      purpose: random.pick(SMALL_PURPOSES),
      text: 'private',
    })
  })
  const own = world.population.owners.get(account.entity)
  if (own !== undefined) {
    times(OWN_LUMPS, () => {
      pay(world, random, persons, {
        debtor: account,
        creditor: random.pick(own),
        euros: random.logNormal(0.9 * account.income, 0.8),
        style: 'private',
        purpose: random.pick(LARGE_PURPOSES),
        text: random.pick(['own', 'private', 'invoice']),
      })
    })
  }
  times(LARGE_ONE_OFFS * Math.max(0.3, Math.min(busy, 2)), () => largeOneOff(world, random, persons))
}

type Unsent = Omit<PaymentDraft, 'atMs'>

function pay(
  world: World,
  random: RandomStream,
  { account, dayStartMs, isOwl }: PersonsDay,
  draft: Unsent,
): DraftedPayment | undefined {
  const atMs =
    isOwl && random.chance(0.3)
      ? dayStartMs + random.between(0, 6) * HOUR_MS
      : personalTime(random, account.zone, dayStartMs)
  const isShort = SHORT_OF_MONEY_DAYS.some((day) => day === new Date(dayStartMs).getUTCDate())
  const paid = world.ledger.live({
    ...draft,
    atMs,
    ...(isShort ? { rejectedShare: SHORT_REJECTED_SHARE } : {}),
  })
  if (paid !== undefined && !paid.settled && random.chance(RETRIES_SHARE)) {
    world.ledger.live({
      ...draft,
      atMs: personalTime(random, account.zone, dayOf(paid.atMs) + random.integer(1, 3) * DAY_MS),
      text: paid.text,
    })
  }
  return paid
}

function purchase(world: World, random: RandomStream, persons: PersonsDay): void {
  const { account, habits } = persons
  const shop = random.chance(USUAL_SHOPS_SHARE)
    ? random.pick(habits.shops)
    : pickPopular(random, world.population.byKind.merchant)
  pay(world, random, persons, {
    debtor: account,
    creditor: shop,
    euros: random.logNormal(18, 0.9),
    style: 'price',
    purpose: random.pick(['GDDS', 'GDDS', 'GDDS', '', 'OTHR']),
    text: 'purchase',
  })
}

function toFriend(world: World, random: RandomStream, persons: PersonsDay): void {
  const { account, habits } = persons
  pay(world, random, persons, {
    debtor: account,
    creditor: random.chance(FRIENDS_SHARE)
      ? random.pick(habits.friends)
      : random.pick(world.population.byKind.person),
    euros: random.logNormal(40, 1),
    style: 'private',
    purpose: random.pick(SMALL_PURPOSES),
    text: 'private',
  })
}

/** A craftsman, a doctor, an insurance, a private seller. */
function invoice(world: World, random: RandomStream, persons: PersonsDay): void {
  const { account, habits } = persons
  pay(world, random, persons, {
    debtor: account,
    creditor: random.chance(0.6)
      ? random.pick(habits.firms)
      : random.chance(0.5)
        ? random.pick(world.population.adults)
        : pickPopular(random, world.population.byKind[random.chance(0.5) ? 'merchant' : 'trader']),
    euros: random.logNormal(220, 1),
    style: random.chance(0.5) ? 'exact' : 'private',
    purpose: random.pick(LARGE_PURPOSES),
    text: random.chance(0.7) ? 'invoice' : 'private',
  })
}

/** A deposit, a car, a wedding, help: large for the person, and mostly to somebody new. */
function largeOneOff(world: World, random: RandomStream, persons: PersonsDay): void {
  const { account, habits } = persons
  const { trader, merchant } = world.population.byKind
  const { adults } = world.population
  const label = world.ledger.openLookAlike(world.groupOf('large-one-off'))
  const creditor = random.chance(0.25)
    ? random.pick([...habits.relatives, ...habits.firms])
    : random.pick(random.pick([adults, adults, trader, merchant]))
  const euros = random.logNormal(1.6 * account.income, 0.9)
  world.ledger.live(
    {
      debtor: account,
      creditor,
      atMs: personalTime(random, account.zone, persons.dayStartMs),
      euros,
      style: random.chance(0.7) ? 'private' : 'exact',
      purpose: random.pick(LARGE_PURPOSES),
      text: random.pick(privateTexts(euros)),
    },
    label,
  )
}
