import { DAY_MS } from '../calendar/durations.ts'
import { AGENTS, NO_BIRTH_DATE } from '../traffic/account-directory.ts'
import type { AccountDirectory } from '../traffic/account-directory.ts'
import type { RandomStream } from '../random/random-stream.ts'
import { ZONE_WINTER_HOURS } from '../calendar/time-zone.ts'
import type { Horizon } from './horizon.ts'

export type AccountKind =
  | 'person'
  | 'second'
  | 'trader'
  | 'merchant'
  | 'employer'
  | 'biller'
  | 'marketplace'
  | 'charity'

/** An account and the life that is led with it. */
export interface Account {
  readonly index: number
  readonly kind: AccountKind
  /** Number of the holder. */
  readonly entity: number
  readonly agent: number
  readonly zone: number
  readonly birthDay: number
  /** Hundredths of a degree. */
  readonly latitude: number
  readonly longitude: number
  /** Whether the sender's software tells where it is. */
  readonly tellsPlace: boolean
  /** Whether the sender's software gives purpose codes: most do not. */
  readonly givesPurpose: boolean
  /** Euros a month. */
  readonly income: number
  /** How busy, 1 in the middle. */
  readonly activity: number
  readonly foreignShare: number
  /** Before the horizon for most. */
  readonly openedMs: number
  /** Nothing happens in between. */
  readonly silentFromMs: number
  readonly silentToMs: number
}

export interface Population {
  readonly accounts: readonly Account[]
  readonly byKind: Readonly<Record<AccountKind, readonly Account[]>>
  /** Persons of age. */
  readonly adults: readonly Account[]
  /** Accounts by holder, where a holder has several. */
  readonly owners: ReadonlyMap<number, readonly Account[]>
  /** Accounts that open within the horizon, in the order of opening. */
  readonly fresh: readonly Account[]
  /** Accounts with little life of their own. */
  readonly quiet: readonly Account[]
  readonly directory: AccountDirectory
}

/** Shares of all accounts; persons are the rest. Second accounts come to about 15 % of the persons. */
const SHARES: readonly (readonly [AccountKind, number, number])[] = [
  ['merchant', 0.04, 3],
  ['employer', 0.015, 2],
  ['biller', 0.001, 2],
  ['marketplace', 0.0005, 1],
  ['charity', 0.002, 1],
  ['trader', 0.04, 2],
  ['second', 0.13, 2],
]
const OPENS_IN_HORIZON = 0.12
const GOES_SILENT = 0.05
const COMES_BACK = 0.5
const QUIET_SHARE = 0.14
const QUIET_ACTIVITY = 0.12
const FOREIGN_TIES = 0.25
const FOREIGN_SHARE = 0.18
/** One holder in twelve of those with a second account has more than two. */
const MORE_ACCOUNTS = 0.25
const AGES: readonly (readonly [number, number, number])[] = [
  [0.05, 12, 18],
  [0.17, 18, 28],
  [0.33, 28, 45],
  [0.27, 45, 62],
  [0.18, 62, 90],
]
const YEAR_DAYS = 365.25
const ADULT_FROM_YEARS = 18

export function createPopulation(random: RandomStream, count: number, horizon: Horizon): Population {
  const kinds = kindsOf(count)
  const accounts: Account[] = []
  const holders: number[] = []
  for (const [index, kind] of kinds.entries()) {
    // Second accounts come last: their holder exists by then.
    const owner = kind === 'second' ? accounts[pickOwner(random, holders)] : undefined
    const account = createAccount(random, { index, kind, owner, horizon })
    accounts.push(account)
    if (kind === 'person') {
      holders.push(index)
    }
    if (owner !== undefined && random.chance(MORE_ACCOUNTS)) {
      holders.push(owner.index, owner.index, owner.index, owner.index, owner.index, owner.index)
    }
  }
  return {
    accounts,
    byKind: byKind(accounts),
    adults: accounts.filter((account) => account.kind === 'person' && isAdult(account, horizon.startMs)),
    owners: ownersOf(accounts),
    fresh: accounts
      .filter(({ openedMs }) => openedMs > horizon.startMs)
      .sort((a, b) => a.openedMs - b.openedMs),
    quiet: accounts.filter(({ kind, activity }) => activity < 2 * QUIET_ACTIVITY && kind !== 'merchant'),
    directory: directoryOf(random, accounts),
  }
}

function kindsOf(count: number): readonly AccountKind[] {
  const others = SHARES.flatMap(([kind, share, least]) =>
    Array.from({ length: Math.max(least, Math.round(count * share)) }, () => kind),
  )
  const persons = Math.max(8, count - others.length)
  return [
    ...Array.from({ length: persons }, (): AccountKind => 'person'),
    ...others.filter((kind) => kind !== 'second'),
    ...others.filter((kind) => kind === 'second'),
  ]
}

function pickOwner(random: RandomStream, holders: readonly number[]): number {
  return random.pick(holders)
}

interface NewAccount {
  readonly index: number
  readonly kind: AccountKind
  readonly owner: Account | undefined
  readonly horizon: Horizon
}

function createAccount(random: RandomStream, { index, kind, owner, horizon }: NewAccount): Account {
  const personal = kind === 'person' || kind === 'trader' || kind === 'second'
  const spanMs = horizon.endMs - horizon.startMs
  const opened = random.chance(OPENS_IN_HORIZON)
    ? horizon.startMs + random.next() * spanMs * 0.97
    : horizon.startMs - random.between(30, 3000) * DAY_MS
  const quiet = personal && random.chance(kind === 'second' ? 0.5 : QUIET_SHARE)
  const silence = kind === 'person' || kind === 'second' ? silenceOf(random, opened, horizon) : NO_SILENCE
  return {
    index,
    kind,
    entity: owner?.entity ?? index,
    agent: random.integer(0, AGENTS.length - 1),
    zone: owner?.zone ?? random.integer(0, ZONE_WINTER_HOURS.length - 1),
    birthDay: personal ? (owner?.birthDay ?? birthDayOf(random, horizon)) : NO_BIRTH_DATE,
    latitude: owner?.latitude ?? Math.round(random.between(3800, 6000)),
    longitude: owner?.longitude ?? Math.round(random.between(-800, 2600)),
    tellsPlace: personal && random.chance(0.45),
    givesPurpose: random.chance(personal ? 0.3 : 0.6),
    income: owner?.income ?? random.logNormal(1500, 0.5),
    activity: quiet ? QUIET_ACTIVITY * random.between(0.3, 1.5) : random.logNormal(1, personal ? 0.5 : 1.1),
    foreignShare: random.chance(FOREIGN_TIES) ? FOREIGN_SHARE : 0.008,
    openedMs: Math.round(opened),
    ...silence,
  }
}

const NO_SILENCE = { silentFromMs: Infinity, silentToMs: Infinity }

/** Silent since before the horizon or from within it; half of the silent come back by themselves. */
function silenceOf(
  random: RandomStream,
  openedMs: number,
  horizon: Horizon,
): Pick<Account, 'silentFromMs' | 'silentToMs'> {
  if (!random.chance(GOES_SILENT) || openedMs > horizon.startMs) {
    return NO_SILENCE
  }
  const silentFromMs = horizon.startMs + random.between(-250, 5) * DAY_MS
  const back = horizon.startMs + random.next() * (horizon.endMs - horizon.startMs)
  return { silentFromMs, silentToMs: random.chance(COMES_BACK) ? Math.max(back, silentFromMs) : Infinity }
}

function birthDayOf(random: RandomStream, horizon: Horizon): number {
  let left = random.next()
  const [, low, high] = AGES.find(([share]) => (left -= share) < 0) ?? AGES[2]!
  return Math.floor(horizon.startMs / DAY_MS - random.between(low, high) * YEAR_DAYS)
}

/** Whether who holds the account is of age, or an organisation. */
export function isAdult({ birthDay }: Account, atMs: number): boolean {
  return birthDay === NO_BIRTH_DATE || (atMs / DAY_MS - birthDay) / YEAR_DAYS >= ADULT_FROM_YEARS
}

function byKind(accounts: readonly Account[]): Population['byKind'] {
  const of = (kind: AccountKind): readonly Account[] => accounts.filter((account) => account.kind === kind)
  return {
    person: of('person'),
    second: of('second'),
    trader: of('trader'),
    merchant: of('merchant'),
    employer: of('employer'),
    biller: of('biller'),
    marketplace: of('marketplace'),
    charity: of('charity'),
  }
}

function ownersOf(accounts: readonly Account[]): ReadonlyMap<number, readonly Account[]> {
  const owners = new Map<number, Account[]>()
  for (const account of accounts) {
    const held = owners.get(account.entity)
    if (held === undefined) {
      owners.set(account.entity, [account])
    } else {
      held.push(account)
    }
  }
  return new Map([...owners].filter(([, held]) => held.length > 1))
}

function directoryOf(random: RandomStream, accounts: readonly Account[]): AccountDirectory {
  const count = accounts.length
  const numbers = random.permutation(count)
  const holders = random.permutation(count)
  return {
    count,
    accountNumber: numbers.map((number) => 1_000_000 + number * 97),
    entityNumber: Uint32Array.from(accounts, ({ entity }) => 200_000 + (holders[entity] ?? 0) * 61),
    agent: Uint8Array.from(accounts, ({ agent }) => agent),
    birthDay: Int32Array.from(accounts, ({ birthDay }) => birthDay),
  }
}
