import { officeTime, personalTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS } from '../calendar/durations.ts'
import type { RandomStream } from '../random/random-stream.ts'
import type { Account } from './population.ts'
import { pickPopular } from './world.ts'
import type { World } from './world.ts'

const WORKS_SHARE = 0.3
const WORKS_FROM_DAYS = 15 * 365.25
const GIFTS_A_MONTH = 0.5
const MONTH_DAYS = 28

/** What a child receives: pocket money, gifts of relatives and their friends, and pay for a job after school. */
export function liveAsChild(
  world: World,
  random: RandomStream,
  child: Account,
  months: readonly number[],
): void {
  const { adults, byKind } = world.population
  const parents = [random.pick(adults), random.pick(adults)]
  const isOldEnough = world.horizon.startMs / DAY_MS - child.birthDay >= WORKS_FROM_DAYS
  const employer =
    isOldEnough && random.chance(WORKS_SHARE) ? pickPopular(random, byKind.merchant) : undefined
  for (const month of months) {
    const label = world.ledger.openLookAlike(world.groupOf('pocket-money'))
    const give = (debtor: Account, day: number, euros: number): void => {
      const atMs = personalTime(random, debtor.zone, month + day * DAY_MS)
      world.ledger.live(
        { debtor, creditor: child, atMs, euros, style: 'private', purpose: '', text: 'private' },
        label,
      )
    }
    for (const parent of parents) {
      give(parent, random.integer(0, 6), random.logNormal(40, 0.7))
    }
    for (let gift = random.poisson(GIFTS_A_MONTH); gift > 0; gift -= 1) {
      give(random.pick(adults), random.integer(0, MONTH_DAYS - 1), random.logNormal(120, 0.9))
    }
    if (employer !== undefined) {
      world.ledger.live(
        {
          debtor: employer,
          creditor: child,
          atMs: officeTime(random, employer.zone, month + random.integer(0, 4) * DAY_MS),
          euros: random.logNormal(320, 0.4),
          style: 'exact',
          purpose: 'SALA',
          text: 'salary',
        },
        label,
      )
    }
  }
}
