import { personalTime } from '../calendar/daily-rhythm.ts'
import { DAY_MS } from '../calendar/durations.ts'
import { pickPopular, streamOf } from './world.ts'
import type { World } from './world.ts'

const SAMPLED_DAYS = 400
const EVERY_DAYS = 55

/**
 * A thin sample of the time before the horizon, one payment in some eight weeks of every account that was open then: what a bank loads
 * before it goes live. Without it every account would look new, and nobody could have been silent for long. It is never scored.
 */
export function liveEarlier(world: World): void {
  const { accounts, byKind } = world.population
  for (const account of accounts) {
    const random = streamOf(world, 'earlier', account)
    const isFirm = account.kind === 'merchant' || account.kind === 'biller' || account.kind === 'charity'
    for (
      let daysAgo = random.between(2, EVERY_DAYS);
      daysAgo < SAMPLED_DAYS;
      daysAgo += EVERY_DAYS * random.between(0.6, 1.4)
    ) {
      const day = world.horizon.startMs - Math.floor(daysAgo) * DAY_MS
      const person = random.pick(byKind.person)
      world.ledger.live({
        debtor: isFirm ? person : account,
        creditor: isFirm ? account : random.chance(0.8) ? pickPopular(random, byKind.merchant) : person,
        atMs: personalTime(random, account.zone, day),
        euros: random.logNormal(30, 1),
        style: 'price',
        purpose: random.pick(['GDDS', 'GDDS', '', 'OTHR']),
        text: 'purchase',
        currency: 0,
      })
    }
  }
}
