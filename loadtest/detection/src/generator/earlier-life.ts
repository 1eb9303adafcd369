import { personalTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS } from '../calendar/durations.ts'
import type { RandomStream } from '../random/random-stream.ts'
import { habitsOf } from './habits.ts'
import type { Account } from './population.ts'
import { pickPopular, streamOf } from './world.ts'
import type { World } from './world.ts'

const SAMPLED_DAYS = 400
const SAMPLED_OF_HABITS = 0.6
const PAYMENTS_OF_FIRMS = 8

/**
 * A thin sample of the time before the horizon: what a bank loads before it goes live. Most of those whom a person pays again and again
 * were paid once. Without it every account and every payee would look new, and nobody could have been silent for long. It is never scored.
 */
export function liveEarlier(world: World): void {
  const { accounts, adults } = world.population
  for (const account of accounts) {
    const random = streamOf(world, 'earlier', account)
    const { kind } = account
    if (kind === 'person' || kind === 'second' || kind === 'trader') {
      const { shops, friends, relatives, firms } = habitsOf(world, account)
      for (const shop of shops) {
        sample(world, random, account, shop, 25)
      }
      for (const payee of [...friends, ...relatives, ...firms]) {
        sample(world, random, account, payee, 60)
      }
    } else {
      for (let left = PAYMENTS_OF_FIRMS; left > 0; left -= 1) {
        sample(world, random, random.pick(adults), account, 40)
        sample(world, random, account, pickPopular(random, world.population.byKind.merchant), 400)
      }
    }
  }
}

function sample(world: World, random: RandomStream, debtor: Account, creditor: Account, euros: number): void {
  if (!random.chance(SAMPLED_OF_HABITS)) {
    return
  }
  const day = world.horizon.startMs - random.integer(1, SAMPLED_DAYS) * DAY_MS
  world.ledger.live({
    debtor,
    creditor,
    atMs: personalTime(random, debtor.zone, day),
    euros: random.logNormal(euros, 1),
    style: 'price',
    purpose: random.pick(['GDDS', 'GDDS', '', 'OTHR']),
    text: 'purchase',
  })
}
