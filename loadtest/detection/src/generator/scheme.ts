import { whenAwake } from '../calendar/daily-rhythm.ts'
import { HOUR_MS } from '../calendar/durations.ts'
import type { Role } from '../labels/labels.ts'
import type { RandomStream } from '../random/random-stream.ts'
import type { GeneralSettings } from '../scenarios/scenario-schema.ts'
import { privatePurposes } from '../traffic/purposes.ts'
import { privateTexts } from '../traffic/remittance-texts.ts'
import type { AmountStyle } from './amount-style.ts'
import type { DraftedPayment, DraftLabel, PaymentDraft, PaymentLedger } from './payment-ledger.ts'
import type { Account } from './population.ts'
import type { Recruiter } from './recruiter.ts'

export type Range = readonly [number, number]

/** One instance of a scenario while it is played. */
export interface Scheme {
  readonly random: RandomStream
  readonly recruiter: Recruiter
  readonly startMs: number
  readonly adaptive: GeneralSettings['adaptive'] | undefined
  /** A payment of the scheme; the time is moved into waking hours unless the payer is a machine or in a hurry. */
  pay(
    role: Role,
    debtor: Account,
    creditor: Account,
    atMs: number,
    euros: number,
    more?: Partial<PaymentDraft>,
  ): DraftedPayment
  count(range: Range): number
  share(range: Range): number
  euros(amount: { readonly median: number; readonly sigma: number }): number
  /** A duration out of a range of hours. */
  durationMs(hours: Range): number
  /** How long money rests before it moves on. */
  delayMs(hours: Range): number
  /** Times of several payments out of one account within a span. */
  times(fromMs: number, spanMs: number, count: number): readonly number[]
  /** Notes that the accounts belong to offenders. */
  offenders(...accounts: readonly Account[]): void
}

export interface SchemeSetting {
  readonly random: RandomStream
  readonly recruiter: Recruiter
  readonly ledger: PaymentLedger
  readonly label: Omit<DraftLabel, 'role'>
  readonly startMs: number
  readonly adaptive: GeneralSettings['adaptive'] | undefined
  readonly durationFactor: number
  readonly amountFactor: number
  readonly currency: number
  readonly note: (account: Account, atMs: number) => void
}

const TRIES_MAX = 1000
const EXACT_SHARE = 0.25

export function createScheme(setting: SchemeSetting): Scheme {
  const { random, recruiter, ledger, label, startMs, adaptive, durationFactor, amountFactor } = setting
  const durationMs = (hours: Range): number => random.between(...hours) * HOUR_MS * durationFactor
  return {
    random,
    recruiter,
    startMs,
    adaptive,
    pay: (role, debtor, creditor, atMs, euros, more = {}) => {
      const style: AmountStyle = random.chance(EXACT_SHARE) ? 'exact' : 'private'
      return ledger.add(
        {
          debtor,
          // Two parts may have fallen to one account: nobody pays oneself.
          creditor: creditor === debtor ? another(recruiter, debtor, atMs) : creditor,
          atMs,
          euros,
          style,
          purpose: random.pick(privatePurposes(euros)),
          text: random.pick(privateTexts(euros)),
          currency: setting.currency,
          ...more,
        },
        { ...label, role },
      )
    },
    count: (range) => random.integer(...range),
    share: (range) => random.between(...range),
    euros: ({ median, sigma }) => random.logNormal(median, sigma) * amountFactor,
    durationMs,
    delayMs: (hours) =>
      Math.max(durationMs(hours), adaptive === undefined ? 0 : adaptive.delayHours * HOUR_MS),
    times: (fromMs, spanMs, count) => {
      const sorted = Array.from({ length: count }, () => fromMs + random.next() * spanMs).sort(
        (a, b) => a - b,
      )
      return adaptive === undefined
        ? sorted
        : sorted.map((atMs, index) => paced(adaptive, fromMs, atMs, index))
    },
    offenders: (...accounts) => {
      for (const account of accounts) {
        setting.note(account, startMs)
      }
    },
  }
}

function another(recruiter: Recruiter, account: Account, atMs: number): Account {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const found = recruiter.victim(atMs)
    if (found !== account) {
      return found
    }
  }
  throw new RangeError('The population has nobody else to pay')
}

/** No more payments in any window than the offender believes to go unnoticed. */
function paced(
  { payeesPerWindow, windowHours }: GeneralSettings['adaptive'],
  fromMs: number,
  atMs: number,
  index: number,
): number {
  return Math.max(atMs, fromMs + Math.floor(index / payeesPerWindow) * windowHours * HOUR_MS)
}

/** In waking hours of who pays. */
export function awake(scheme: Scheme, account: Account, atMs: number): number {
  return whenAwake(scheme.random, account.zone, atMs)
}
