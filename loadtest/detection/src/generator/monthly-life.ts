import { officeTime, dayOf } from '../calendar/daily-rhythm.ts'
import { isBusinessDay, nextBusinessDay } from '../calendar/business-days.ts'
import { DAY_MS, HOUR_MS } from '../calendar/durations.ts'
import { atLocalHour } from '../calendar/time-zone.ts'
import type { RandomStream } from '../random/random-stream.ts'
import type { DraftLabel } from './payment-ledger.ts'
import type { Account } from './population.ts'
import { liveAsChild } from './child-life.ts'
import { earnRevenue } from './business-revenue.ts'
import { pickPopular, streamOf } from './world.ts'
import type { World } from './world.ts'

const EMPLOYED = 0.8
const BONUS_SHARE = 0.1
/** Months before the horizon of which there is a sample. */
const EARLIER_PAY = [9, 5, 3, 2, 1] as const
const EARLIER_BILLS = [1] as const
const PAY_DAYS = [1, 15, 25, 26, 27, 28, 28, 28] as const
const TENANTS = 0.55
const LANDLORDS_ARE_PERSONS = 0.6
const MOVES_MOST_OF_PAY = 0.25
const PENSION_FROM_YEARS = 63
const ADULT_FROM_YEARS = 18
const YEAR_DAYS = 365.25

/** Pay, pension, pocket money, rent, bills, savings: what comes back every month. */
export function liveMonths(world: World): void {
  const horizonMonths = monthsOf(world)
  const months = [...monthsBefore(world, EARLIER_PAY), ...horizonMonths]
  const billMonths = [...monthsBefore(world, EARLIER_BILLS), ...horizonMonths]
  const payrolls = new Map<string, DraftLabel>()
  const monthlyPay = new Map<Account, number>()
  for (const account of [...world.population.byKind.person, ...world.population.byKind.trader]) {
    const random = streamOf(world, 'months', account)
    const ageYears = (world.horizon.startMs / DAY_MS - account.birthDay) / YEAR_DAYS
    if (ageYears < ADULT_FROM_YEARS) {
      liveAsChild(world, random, account, horizonMonths)
    } else {
      income(world, random, {
        account,
        months,
        payrolls,
        monthlyPay,
        isPensioner: ageYears >= PENSION_FROM_YEARS,
      })
      rent(world, random, account, billMonths)
      bills(world, random, account, billMonths)
    }
  }
  earnRevenue(world, monthlyPay, [...monthsBefore(world, EARLIER_BILLS), ...horizonMonths])
}

interface Earner {
  readonly account: Account
  readonly months: readonly number[]
  readonly payrolls: Map<string, DraftLabel>
  readonly monthlyPay: Map<Account, number>
  readonly isPensioner: boolean
}

function income(world: World, random: RandomStream, earner: Earner): void {
  const { account, months, payrolls, monthlyPay, isPensioner } = earner
  const { byKind, owners } = world.population
  if (!isPensioner && !random.chance(EMPLOYED)) {
    return
  }
  const payer = isPensioner ? random.pick(byKind.biller) : pickPopular(random, byKind.employer)
  const payDay = isPensioner ? 1 : (PAY_DAYS[payer.index % PAY_DAYS.length] ?? 1)
  monthlyPay.set(payer, (monthlyPay.get(payer) ?? 0) + account.income)
  const others = (owners.get(account.entity) ?? []).filter((other) => other !== account)
  const movesMost = others.length > 0 && random.chance(MOVES_MOST_OF_PAY)
  const ownText = world.ledger.text('own')
  const horizonStartMonth = monthsOf(world)[0] ?? 0
  for (const month of months) {
    const day = nextBusinessDay(month + (payDay - 1) * DAY_MS)
    const atMs = atLocalHour(payer.zone, day, random.between(5, 9)) + random.integer(0, 999)
    const isBonus = random.chance(BONUS_SHARE)
    const paid = world.ledger.live(
      {
        debtor: payer,
        creditor: account,
        atMs,
        euros: account.income * random.between(0.97, 1.03) * (isBonus ? random.between(1.2, 2) : 1),
        style: 'exact',
        purpose: isPensioner ? 'PENS' : 'SALA',
        text: isPensioner ? 'pension' : isBonus ? 'bonus' : 'salary',
        currency: 0,
        rejectedShare: 0.002,
      },
      month < horizonStartMonth ? undefined : labelOf(world, payrolls, `${payer.index}/${month}`),
    )
    const own = others[0]
    if (paid !== undefined && own !== undefined) {
      world.ledger.live(
        {
          debtor: account,
          creditor: own,
          atMs: paid.atMs + random.between(1, movesMost ? 30 : 150) * HOUR_MS,
          euros: paid.euros * (movesMost ? random.between(0.85, 0.95) : random.between(0.05, 0.25)),
          style: 'private',
          purpose: random.chance(0.5) ? 'INTC' : '',
          text: ownText,
          currency: 0,
        },
        movesMost && month >= horizonStartMonth
          ? world.ledger.openLookAlike(world.groupOf('own-pass-through'))
          : undefined,
      )
    }
  }
}

function labelOf(world: World, labels: Map<string, DraftLabel>, key: string): DraftLabel {
  const known = labels.get(key)
  if (known !== undefined) {
    return known
  }
  const label = world.ledger.openLookAlike(world.groupOf('payroll'))
  labels.set(key, label)
  return label
}

function rent(world: World, random: RandomStream, account: Account, months: readonly number[]): void {
  if (!random.chance(TENANTS)) {
    return
  }
  const { merchant } = world.population.byKind
  const person = world.population.adults
  // Few persons let many flats: the first 3 % of them.
  const landlord = random.chance(LANDLORDS_ARE_PERSONS)
    ? random.pick(person.slice(0, Math.max(1, Math.floor(person.length * 0.03))))
    : pickPopular(random, merchant)
  monthly(world, random, {
    debtor: account,
    creditor: landlord,
    months,
    euros: Math.max(250, account.income * random.between(0.25, 0.4)),
    spread: 0,
    purpose: 'RENT',
    text: world.ledger.text('rent'),
  })
}

function bills(world: World, random: RandomStream, account: Account, months: readonly number[]): void {
  const { biller, merchant } = world.population.byKind
  for (let bill = random.integer(2, 5); bill > 0; bill -= 1) {
    monthly(world, random, {
      debtor: account,
      creditor: random.chance(0.5) ? random.pick(biller) : pickPopular(random, merchant),
      months,
      euros: random.logNormal(45, 0.7),
      spread: random.chance(0.5) ? 0.06 : 0,
      purpose: random.chance(0.6) ? 'UBIL' : 'OTHR',
      text: 'invoice',
    })
  }
}

interface StandingOrder {
  readonly debtor: Account
  readonly creditor: Account
  readonly months: readonly number[]
  readonly euros: number
  readonly spread: number
  readonly purpose: 'RENT' | 'UBIL' | 'OTHR'
  readonly text: 'invoice' | number
}

function monthly(world: World, random: RandomStream, order: StandingOrder): void {
  const { debtor, creditor, months, euros, spread, purpose, text } = order
  const monthDay = random.integer(0, 27)
  for (const month of months) {
    world.ledger.live({
      debtor,
      creditor,
      atMs: officeTime(random, debtor.zone, dayOf(nextBusinessDay(month + monthDay * DAY_MS))),
      euros: euros * (1 + spread * (2 * random.next() - 1)),
      style: 'exact',
      purpose,
      text,
      currency: 0,
    })
  }
}

/** First days of months so long before the horizon begins, of which a bank's initial load would hold more. */
function monthsBefore(world: World, monthsAgo: readonly number[]): readonly number[] {
  const start = new Date(world.horizon.startMs)
  return monthsAgo.map((ago) => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() - ago, 1))
}

/** First days of the months that touch the horizon. */
export function monthsOf(world: World): readonly number[] {
  const months: number[] = []
  const start = new Date(world.horizon.startMs)
  for (let index = 0; ; index += 1) {
    const month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + index, 1)
    if (month >= world.horizon.endMs) {
      return months
    }
    months.push(month)
  }
}

/** Business days of the horizon, as their midnights. */
export function businessDaysOf(world: World): readonly number[] {
  return Array.from({ length: world.horizon.days }, (_, day) => world.horizon.startMs + day * DAY_MS).filter(
    isBusinessDay,
  )
}
