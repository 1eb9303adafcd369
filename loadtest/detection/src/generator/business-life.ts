import { officeTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS, HOUR_MS } from '../calendar/durations.ts'
import type { RandomStream } from '../random/random-stream.ts'
import { businessDaysOf, monthsOf } from './monthly-life.ts'
import type { Account } from './population.ts'
import { pickPopular, streamOf } from './world.ts'
import type { World } from './world.ts'

/** Invoices a business day that a firm of middling activity pays. */
const SUPPLIER_INVOICES = { merchant: 0.22, trader: 0.07, employer: 0.5, biller: 1, charity: 0.2 } as const
const REFUNDS = 0.12
const PAYOUT_WEEKDAY = 2
const SELLERS = [20, 90] as const
const DONORS_A_MONTH = 40
const SUPPLIER_CHANGES_ACCOUNT = 0.05

/** What firms pay: suppliers, refunds, sellers on a market place; and what charities are given. */
export function liveBusiness(world: World): void {
  const days = businessDaysOf(world)
  for (const kind of ['merchant', 'trader', 'employer', 'biller', 'charity'] as const) {
    for (const firm of world.population.byKind[kind]) {
      paySuppliers(world, streamOf(world, 'suppliers', firm), firm, SUPPLIER_INVOICES[kind])
    }
  }
  for (const merchant of world.population.byKind.merchant) {
    refund(world, streamOf(world, 'refunds', merchant), merchant, days)
  }
  for (const market of world.population.byKind.marketplace) {
    payOut(world, streamOf(world, 'payouts', market), market, days)
  }
  for (const charity of world.population.byKind.charity) {
    collectDonations(world, streamOf(world, 'donations', charity), charity)
  }
}

function paySuppliers(world: World, random: RandomStream, firm: Account, invoices: number): void {
  const { employer, merchant, trader } = world.population.byKind
  const suppliers = Array.from({ length: random.integer(3, 9) }, () =>
    pickPopular(random, random.pick([employer, employer, merchant, trader])),
  )
  // A supplier changes its bank: the same name, another account.
  const changed = random.chance(SUPPLIER_CHANGES_ACCOUNT) ? random.pick(suppliers) : undefined
  const movedTo = random.pick([...employer, ...merchant])
  const movedFromMs = random.between(world.horizon.startMs, world.horizon.endMs)
  const label =
    changed === undefined ? undefined : world.ledger.openLookAlike(world.groupOf('supplier-changes-account'))
  for (const day of businessDaysOf(world)) {
    for (let left = random.poisson(invoices * Math.min(firm.activity, 6)); left > 0; left -= 1) {
      const supplier = random.pick(suppliers)
      const hasMoved = supplier === changed && day >= movedFromMs
      world.ledger.live(
        {
          debtor: firm,
          creditor: hasMoved ? movedTo : supplier,
          creditorName: supplier,
          atMs: officeTime(random, firm.zone, day),
          euros: random.logNormal(firm.kind === 'trader' ? 450 : 1500, 1.1),
          style: random.chance(0.7) ? 'exact' : 'private',
          purpose: random.pick(['SUPP', 'SUPP', 'GDDS', '', 'OTHR']),
          text: random.chance(0.8) ? 'invoice' : 'private',
        },
        hasMoved ? label : undefined,
      )
    }
  }
}

function refund(world: World, random: RandomStream, merchant: Account, days: readonly number[]): void {
  const { person } = world.population.byKind
  for (const day of days) {
    for (let left = random.poisson(REFUNDS * Math.min(merchant.activity, 5)); left > 0; left -= 1) {
      world.ledger.live(
        {
          debtor: merchant,
          creditor: random.pick(person),
          atMs: officeTime(random, merchant.zone, day),
          euros: random.logNormal(25, 0.9),
          style: 'price',
          purpose: 'REFU',
          text: 'refund',
        },
        world.ledger.openLookAlike(world.groupOf('refund')),
      )
    }
  }
}

function payOut(world: World, random: RandomStream, market: Account, days: readonly number[]): void {
  const { trader } = world.population.byKind
  const sellers = Array.from({ length: random.integer(...SELLERS) }, () =>
    random.chance(0.7) ? random.pick(trader) : random.pick(world.population.adults),
  )
  for (const day of days.filter((midnight) => new Date(midnight).getUTCDay() === PAYOUT_WEEKDAY)) {
    const label = world.ledger.openLookAlike(world.groupOf('marketplace-payout'))
    const startMs = officeTime(random, market.zone, day)
    for (const seller of sellers) {
      world.ledger.live(
        {
          debtor: market,
          creditor: seller,
          atMs: startMs + random.exponential(0.2) * HOUR_MS,
          euros: random.logNormal(180, 0.9),
          style: 'exact',
          purpose: random.pick(['OTHR', '', 'GDDS']),
          text: 'payout',
        },
        label,
      )
    }
  }
}

function collectDonations(world: World, random: RandomStream, charity: Account): void {
  const person = world.population.adults
  const donors = Array.from({ length: DONORS_A_MONTH }, () => random.pick(person))
  for (const month of monthsOf(world)) {
    const label = world.ledger.openLookAlike(world.groupOf('donations'))
    for (const donor of donors) {
      world.ledger.live(
        {
          debtor: donor,
          creditor: charity,
          atMs: officeTime(random, donor.zone, month + random.integer(0, 9) * DAY_MS),
          euros: random.pick([5, 10, 10, 20, 25, 50]),
          style: 'private',
          purpose: 'CHAR',
          text: 'donation',
        },
        label,
      )
    }
  }
}
