import { officeTime } from '../calendar/daily-rhythm.ts'
import { nextBusinessDay } from '../calendar/business-days.ts'
import { DAY_MS } from '../calendar/durations.ts'
import type { Account } from './population.ts'
import { pickPopular, streamOf } from './world.ts'
import type { World } from './world.ts'

/** What is left of a firm's income after pay. */
const MARGIN = 1.15
const CUSTOMERS = [6, 30] as const
const INVOICES_A_MONTH = [10, 45] as const
const MONTH_DAYS = 28

/**
 * Lets firms earn what they pay their people: customers, mostly firms, pay invoices all month.
 * @param monthlyPay euros a month, by who pays them
 */
export function earnRevenue(
  world: World,
  monthlyPay: ReadonlyMap<Account, number>,
  months: readonly number[],
): void {
  const { merchant, employer, trader } = world.population.byKind
  for (const [firm, pay] of monthlyPay) {
    const random = streamOf(world, 'revenue', firm)
    const customers = Array.from({ length: random.integer(...CUSTOMERS) }, () =>
      pickPopular(random, random.pick([merchant, merchant, employer, trader])),
    )
    for (const month of months) {
      const invoices = random.integer(...INVOICES_A_MONTH)
      for (let invoice = 0; invoice < invoices; invoice += 1) {
        const customer = random.pick(customers)
        const day = nextBusinessDay(month + random.integer(0, MONTH_DAYS - 1) * DAY_MS)
        world.ledger.live({
          debtor: customer,
          creditor: firm,
          atMs: officeTime(random, customer.zone, day),
          euros: ((pay * MARGIN) / invoices) * random.logNormal(0.8, 0.7),
          style: random.chance(0.7) ? 'exact' : 'private',
          purpose: random.pick(['SUPP', 'SUPP', 'GDDS', '', 'OTHR']),
          text: random.chance(0.8) ? 'invoice' : 'private',
        })
      }
    }
  }
}
