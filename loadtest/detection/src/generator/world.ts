import { RandomStream } from '../random/random-stream.ts'
import type { Horizon } from './horizon.ts'
import type { PaymentLedger } from './payment-ledger.ts'
import type { Account, Population } from './population.ts'

/** What every part of the generator works on. */
export interface World {
  readonly seed: number
  readonly horizon: Horizon
  readonly population: Population
  readonly ledger: PaymentLedger
  /** Number of a scenario or look-alike class, by name. */
  readonly groupOf: (name: string) => number
}

/** A stream of its own for one part of one account's life. */
export function streamOf(world: World, part: string, account: Account): RandomStream {
  return new RandomStream(world.seed, `${part}/${account.index}`)
}

const POPULARITY = 2.2

/** One of the accounts; those at the front far more often: turnover follows a power law. @throws RangeError when there is none */
export function pickPopular(random: RandomStream, accounts: readonly Account[]): Account {
  const account = accounts[Math.floor(accounts.length * random.next() ** POPULARITY)]
  return account ?? random.pick(accounts)
}
