import { DAY_MS } from '../calendar/durations.ts'
import type { RandomStream } from '../random/random-stream.ts'
import type { GeneralSettings } from '../scenarios/scenario-schema.ts'
import type { Horizon } from './horizon.ts'
import { isAlive } from './payment-ledger.ts'
import type { Account, Population } from './population.ts'

const TRIES_MAX = 60
const FRESH_OF_QUIET = 0.35
const FRESH_DAYS = 14
const YEAR_DAYS = 365.25
const OLDER_FROM_YEARS = 55
const ADULT_FROM_YEARS = 18

/** Finds the people for schemes among the population: victims, and accounts of offenders. None of these accounts is made for it. */
export interface Recruiter {
  victim(atMs: number, isOlder?: boolean): Account
  /** An offender's account: one with an ordinary life, a quiet one, a new one, or one that served before. */
  mule(atMs: number): Account
  mules(atMs: number, count: number): readonly Account[]
  /** Opened at most so long before. */
  fresh(atMs: number, withinMs: number): Account
  silent(atMs: number, leastMs: number): Account
  minor(atMs: number): Account
  firm(atMs: number): Account
  merchant(): Account
  /** Accounts of one holder, two or more. */
  owned(atMs: number): readonly Account[]
}

export function createRecruiter(
  random: RandomStream,
  population: Population,
  horizon: Horizon,
  settings: GeneralSettings,
): Recruiter {
  const { byKind, fresh, quiet, owners, accounts } = population
  const persons = [...byKind.person, ...byKind.trader]
  const owned = [...owners.values()]
  const served: Account[] = []
  const find = (pool: readonly Account[], fits: (account: Account) => boolean): Account => {
    for (let tries = 0; tries < TRIES_MAX && pool.length > 0; tries += 1) {
      const account = random.pick(pool)
      if (fits(account)) {
        return account
      }
    }
    return pool.find(fits) ?? random.pick(byKind.person)
  }
  const ageYears = (account: Account): number => (horizon.startMs / DAY_MS - account.birthDay) / YEAR_DAYS
  const isFree = (atMs: number) => (account: Account) =>
    isAlive(account, atMs) && ageYears(account) >= ADULT_FROM_YEARS
  const freshAt = (atMs: number, withinMs: number): Account => {
    const opened = fresh.filter(
      (account) =>
        account.openedMs <= atMs &&
        account.openedMs >= atMs - withinMs &&
        (account.kind === 'person' || account.kind === 'second' || account.kind === 'trader'),
    )
    return opened.length > 0 ? random.pick(opened) : find(quiet, isFree(atMs))
  }
  const recruit = (atMs: number): Account => {
    if (served.length > 0 && random.chance(settings.overlapShare)) {
      return find(served, isFree(atMs))
    }
    if (random.chance(settings.camouflageShare)) {
      return find(persons, isFree(atMs))
    }
    return random.chance(FRESH_OF_QUIET) ? freshAt(atMs, FRESH_DAYS * DAY_MS) : find(quiet, isFree(atMs))
  }
  const mule = (atMs: number): Account => {
    const account = recruit(atMs)
    served.push(account)
    return account
  }
  return {
    victim: (atMs, isOlder = false) =>
      find(
        persons,
        (account) => isFree(atMs)(account) && (!isOlder || ageYears(account) >= OLDER_FROM_YEARS),
      ),
    mule,
    mules: (atMs, count) => {
      const found = new Set<Account>()
      for (let tries = 0; tries < count * 8 && found.size < count; tries += 1) {
        found.add(mule(atMs))
      }
      return [...found]
    },
    fresh: (atMs, withinMs) => {
      const account = freshAt(atMs, withinMs)
      served.push(account)
      return account
    },
    silent: (atMs, leastMs) =>
      find(
        accounts,
        ({ silentFromMs, silentToMs }) => silentToMs > atMs + 5 * DAY_MS && silentFromMs <= atMs - leastMs,
      ),
    minor: (atMs) =>
      find(byKind.person, (account) => isAlive(account, atMs) && ageYears(account) < ADULT_FROM_YEARS - 0.5),
    firm: (atMs) =>
      find([...byKind.merchant, ...byKind.employer, ...byKind.trader], (one) => isAlive(one, atMs)),
    merchant: () => random.pick(byKind.merchant),
    owned: (atMs) => {
      const held = owned.length > 0 ? random.pick(owned) : persons.slice(0, 2)
      return held.filter((account) => isAlive(account, atMs))
    },
  }
}
