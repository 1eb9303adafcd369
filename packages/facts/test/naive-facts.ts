import type { CapturedFacts, FactDescriptor, FactValue, Payment } from '@pantau/rule-kit'
import { factKey, minorUnitExponent } from '@pantau/rule-kit'
import { naiveCommonFunder, naiveFanOut, naiveReturningFlow } from './naive-flow.ts'
import { byTimeAndPlace, naiveHistory, ofAccount, otherAccount } from './naive-history.ts'
import type { NaiveHistory, NaivePayment } from './naive-history.ts'
import { naiveLifeFact } from './naive-life.ts'

const DAY_MS = 86_400_000
const MILLION = 1_000_000

/**
 * The facts of a payment, counted from every message that was accepted before, without any bound: what a capture must agree with. Written
 * from the facts' documentation alone. Where a capture may be saturated, the value here is exact and never is.
 */
export function naiveFacts(
  wanted: readonly FactDescriptor[],
  payment: Payment,
  messages: readonly Payment[],
): CapturedFacts {
  const history = naiveHistory(payment, messages)
  return Object.fromEntries(wanted.map((fact) => [factKey(fact), naiveFact(fact, payment, history)]))
}

function naiveFact(fact: FactDescriptor, payment: Payment, history: NaiveHistory): FactValue {
  if (fact.kind === 'attempt-count') {
    return naiveAttempts(fact, payment, history)
  }
  if (fact.kind === 'conditions') {
    return []
  }
  if (fact.kind === 'account-findings') {
    // Messages are all that is looked through here, and nobody decides on them.
    return { count: 0, saturated: false, latestMs: null, samePair: 0 }
  }
  if (fact.kind === 'funder-fan-out') {
    return naiveFanOut(fact, payment, history)
  }
  if (fact.kind === 'returning-flow') {
    return naiveReturningFlow(payment, history)
  }
  if (fact.kind === 'common-funder') {
    return naiveCommonFunder(fact, payment, history)
  }
  return 'windowMs' in fact ? naiveWindowFact(fact, payment, history) : naiveLifeFact(fact, payment, history)
}

function naiveAttempts(
  fact: Extract<FactDescriptor, { kind: 'attempt-count' }>,
  payment: Payment,
  { attempts }: NaiveHistory,
): FactValue {
  const { accountId } = payment.instruction[fact.party]
  const own = fact.direction === 'sent' ? 'debtor' : 'creditor'
  const earlier = attempts.filter(
    ({ instruction, occurredAtMs }) =>
      instruction[own].accountId === accountId && occurredAtMs >= payment.occurredAtMs - fact.windowMs,
  ).length
  return { count: Math.min(earlier, 63) + 1, saturated: earlier >= 64 }
}

type WindowFact = Exclude<
  Extract<FactDescriptor, { readonly windowMs: number }>,
  { kind: 'attempt-count' | 'common-funder' | 'account-findings' }
>

function naiveWindowFact(fact: WindowFact, payment: Payment, history: NaiveHistory): FactValue {
  const { instructed } = payment.instruction
  const fromMs = payment.occurredAtMs - fact.windowMs
  const inWindow = (payments: readonly NaivePayment[]) => payments.filter(({ atMs }) => atMs >= fromMs)
  const sameCurrency = (payments: readonly NaivePayment[]) =>
    payments.filter(({ currency }) => currency === instructed.currency)
  if (fact.kind === 'mirrored-credits') {
    return naiveMirroredCredits(fact, payment, history)
  }
  if (fact.kind === 'latest-location') {
    const sent = ofAccount(history.settled, payment.instruction.debtor.accountId, 'sent')
    const [latest] = inWindow(sent)
      .filter(({ latitude }) => latitude !== undefined)
      .toSorted(byTimeAndPlace)
    return latest === undefined
      ? null
      : {
          atMs: latest.atMs,
          latitudeDegrees: latest.latitude ?? NaN,
          longitudeDegrees: latest.longitude ?? NaN,
        }
  }
  const all = ofAccount(history.settled, payment.instruction[fact.party].accountId, fact.direction)
  const windowed = inWindow(all)
  const comparable = sameCurrency(windowed)
  switch (fact.kind) {
    case 'payment-count':
      return { count: windowed.length, saturated: false }
    case 'amount-sum': {
      const sum = comparable.reduce((total, { amountMinor }) => total + amountMinor, 0n)
      return { amountMinor: sum.toString(), count: comparable.length, exact: true }
    }
    case 'similar-amounts': {
      const similar = comparable.filter(
        ({ amountMinor }) =>
          Math.abs(Number(amountMinor - instructed.amountMinor)) * MILLION <=
          Math.round(fact.tolerance * MILLION) * Number(instructed.amountMinor),
      )
      return {
        count: similar.length,
        saturated: false,
        any: comparable.length > 0,
        earlier: all.length > 0,
      }
    }
    case 'near-threshold': {
      const major = fact.thresholds[instructed.currency]
      if (major === undefined) {
        return null
      }
      const threshold = major * 10 ** minorUnitExponent(instructed.currency)
      const isNear = (amountMinor: bigint) =>
        Number(amountMinor) < threshold &&
        Number(amountMinor) * MILLION >= Math.round(fact.shareMin * MILLION) * threshold
      return {
        count: comparable.filter(({ amountMinor }) => isNear(amountMinor)).length,
        saturated: false,
        near: isNear(instructed.amountMinor),
      }
    }
    case 'largest-payment': {
      const [largest] = comparable.toSorted((left, right) => compareAmounts(right, left))
      return largest === undefined
        ? null
        : { atMs: largest.atMs, amountMinor: largest.amountMinor.toString() }
    }
    case 'counterparties': {
      const ids = (payments: readonly NaivePayment[]) =>
        new Set(payments.map((each) => otherAccount(each, fact.direction)))
      const [present, before] = [ids(windowed), ids(all.filter(({ atMs }) => atMs < fromMs))]
      const other = payment.instruction[fact.party === 'debtor' ? 'creditor' : 'debtor'].accountId
      const known = before.has(other) ? 'returning' : 'unknown'
      const seen = before.has(other) ? 'established' : 'newcomer'
      return {
        distinct: present.size,
        newcomers: [...present].filter((id) => !before.has(id)).length,
        saturated: false,
        counterparty: present.has(other) ? seen : known,
      }
    }
  }
}

function compareAmounts(left: NaivePayment, right: NaivePayment): number {
  return Number(left.amountMinor - right.amountMinor)
}

function naiveMirroredCredits(
  fact: Extract<FactDescriptor, { kind: 'mirrored-credits' }>,
  payment: Payment,
  { settled }: NaiveHistory,
): FactValue {
  const { accountId } = payment.instruction[fact.party]
  const { currency, amountMinor } = payment.instruction.instructed
  const fromMs = payment.occurredAtMs - fact.windowMs
  const usable = settled.filter((each) => each.currency === currency && each.atMs >= fromMs)
  const debit =
    fact.party === 'debtor'
      ? { amountMinor, atMs: payment.occurredAtMs }
      : ofAccount(usable, accountId, 'sent')[0]
  if (debit === undefined) {
    return { found: 'no-debit', depth: 0 }
  }
  const credits = ofAccount(usable, accountId, 'received').filter(({ atMs }) => atMs <= debit.atMs)
  for (let depth = 1; depth <= Math.min(credits.length, fact.depthMax); depth++) {
    const sum = credits.slice(0, depth).reduce((total, each) => total + each.amountMinor, 0n)
    const scaledDebit = debit.amountMinor * BigInt(MILLION)
    const isAtLeast = scaledDebit >= sum * BigInt(Math.round(fact.ratioMin * MILLION))
    const isBelow = scaledDebit < sum * BigInt(Math.round(fact.ratioMax * MILLION))
    if (isAtLeast && isBelow) {
      return { found: 'match', depth }
    }
    if (!isAtLeast) {
      break
    }
  }
  return { found: credits.length === 0 ? 'no-credit' : 'none', depth: 0 }
}

/** The sum from the beginning of the window's first day on: what an `amount-sum` is that says it is not exact. */
export function naiveSumOfDays(
  fact: Extract<FactDescriptor, { kind: 'amount-sum' }>,
  payment: Payment,
  messages: readonly Payment[],
): FactValue {
  const fromMs = Math.floor((payment.occurredAtMs - fact.windowMs) / DAY_MS) * DAY_MS
  const whole = { ...fact, windowMs: payment.occurredAtMs - fromMs }
  const sum = naiveWindowFact(whole, payment, naiveHistory(payment, messages))
  return Object.assign({}, sum, { exact: false })
}
