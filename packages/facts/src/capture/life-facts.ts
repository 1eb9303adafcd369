import type {
  ActivitySpanFact,
  AmountStatisticsFact,
  FactValues,
  FirstDigitsFact,
  HourProfileFact,
  LifetimeCountFact,
} from '@pantau/rule-kit'
import { firstDigit, logMillionths } from '../state/amount-measures.ts'
import { utcHour } from '../state/utc-day.ts'
import { zeros } from '../state/zeros.ts'
import type { SideHistory } from './side-history.ts'
import type { Subject, SubjectAccount } from './subject.ts'

const MILLIONTHS = 1_000_000
const DIGITS = 9

export function lifetimeCount(fact: LifetimeCountFact, subject: Subject): FactValues['lifetime-count'] {
  return { count: countOf(subject.account(fact.party).side(fact.direction)) }
}

function countOf(side: SideHistory): number {
  return Math.max(0, side.state.profile.read().count - side.leftOut.length)
}

export function activitySpan(fact: ActivitySpanFact, subject: Subject): FactValues['activity-span'] {
  const account = subject.account(fact.party)
  const spans = [
    sideSpan(account, 'sent', subject.atMs),
    sideSpan(account, 'received', subject.atMs),
  ].flatMap((span) => span ?? [])
  return spans.length === 0
    ? null
    : {
        firstMs: Math.min(...spans.map(({ firstMs }) => firstMs)),
        lastMs: Math.max(...spans.map(({ lastMs }) => lastMs)),
      }
}

interface Span {
  readonly firstMs: number
  readonly lastMs: number
}

function sideSpan(account: SubjectAccount, direction: 'sent' | 'received', atMs: number): Span | undefined {
  const side = account.side(direction)
  const { firstMs } = side.state.profile.read()
  if (countOf(side) === 0 || firstMs > atMs) {
    return undefined
  }
  // The first payment is the one at hand only where all later ones, too, are among the newest, or where it was forgotten.
  const [newest] = side.payments
  const isFirstLeftOut = side.leftOut.some((payment) => payment.atMs === firstMs)
  const oldest = side.payments.at(-1)
  const first = isFirstLeftOut && oldest !== undefined && side.holdsAllFrom(firstMs) ? oldest.atMs : firstMs
  return { firstMs: first, lastMs: newest?.atMs ?? first }
}

export function amountStatistics(
  fact: AmountStatisticsFact,
  subject: Subject,
): FactValues['amount-statistics'] {
  const side = subject.account(fact.party).side(fact.direction)
  const statistics = statisticsOf(side, subject.currency)
  if (statistics === undefined) {
    return { count: 0, mean: 0, standardDeviation: 0 }
  }
  const isLog = fact.scale === 'log10'
  let { count } = statistics
  let sum = isLog ? statistics.logSum : statistics.sum
  let squareSum = isLog ? statistics.logSquareSum : statistics.squareSum
  for (const { currency, amountMinor } of side.leftOut) {
    if (currency === subject.currency && count > 0) {
      const value = isLog ? BigInt(logMillionths(amountMinor)) : amountMinor
      count--
      sum -= value
      squareSum -= value * value
    }
  }
  const unit = isLog ? MILLIONTHS : 1
  const { mean, standardDeviation } = spreadOf(count, sum, squareSum)
  return { count, mean: mean / unit, standardDeviation: standardDeviation / unit }
}

/** Mean and sample standard deviation of whole numbers; the difference of squares, where digits cancel, is exact. */
export function spreadOf(
  count: number,
  sum: bigint,
  squareSum: bigint,
): { readonly mean: number; readonly standardDeviation: number } {
  if (count === 0) {
    return { mean: 0, standardDeviation: 0 }
  }
  const mean = Number(sum) / count
  if (count === 1) {
    return { mean, standardDeviation: 0 }
  }
  const scaledVariance = BigInt(count) * squareSum - sum * sum
  return { mean, standardDeviation: Math.sqrt(Number(scaledVariance) / (count * (count - 1))) }
}

export function firstDigits(fact: FirstDigitsFact, subject: Subject): FactValues['first-digits'] {
  const side = subject.account(fact.party).side(fact.direction)
  const counts = [...(statisticsOf(side, subject.currency)?.digits ?? zeros(DIGITS))]
  for (const { currency, amountMinor } of side.leftOut) {
    const digit = firstDigit(amountMinor)
    if (currency === subject.currency && digit > 0) {
      takeOne(counts, digit - 1)
    }
  }
  return { counts }
}

export function hourProfile(fact: HourProfileFact, subject: Subject): FactValues['hour-profile'] {
  const side = subject.account(fact.party).side(fact.direction)
  const counts = [...side.state.profile.read().hours]
  for (const { atMs } of side.leftOut) {
    takeOne(counts, utcHour(atMs))
  }
  return { counts }
}

function takeOne(counts: number[], index: number): void {
  counts[index] = Math.max(0, (counts[index] ?? 0) - 1)
}

function statisticsOf(side: SideHistory, currency: string) {
  return side.state.profile.read().currencies.find((each) => each.currency === currency)
}
