/**
 * Facts: the only history that a rule can see. A rule declares the facts that it needs; they are captured once, in the SQL
 * transaction that accepts the message, and travel with the event. Values are plain JSON, so a stored evaluation can be recomputed.
 *
 * Of every fact, unless it says otherwise: it speaks of the payments of the same tenant that were committed before and are dated up to
 * this payment's time, and this payment is never among them. Only settled payments between two different accounts count. Windows are
 * `[t - windowMs, t]`, closed at both ends, by event time. Amounts are only ever compared within this payment's currency.
 */
import type { PartySide } from './party-side.ts'

/** Whether an account paid (`sent`) or was paid (`received`). */
export type Direction = 'sent' | 'received'

/** One party's account of this payment, seen from one side. */
interface OfAccount {
  readonly party: PartySide
  readonly direction: Direction
}
interface InWindow {
  readonly windowMs: number
}

/** Number of payment attempts of any status, self transfers too, **this payment included**. */
export interface AttemptCountFact extends OfAccount, InWindow {
  readonly kind: 'attempt-count'
}
/** Event-flow conditions in force for the payment's two entities and two accounts at its event time. */
export interface ConditionsFact {
  readonly kind: 'conditions'
}
/** First and last activity of the account, on either side. */
export interface ActivitySpanFact {
  readonly kind: 'activity-span'
  readonly party: PartySide
}
/** The longest silence of the account, on either side, that is not over yet or ended at most `endedWithinMs` ago. Whole UTC days. */
export interface SilenceFact {
  readonly kind: 'silence'
  readonly party: PartySide
  readonly endedWithinMs: number
}
/** Payments of the account over its whole life. */
export interface LifetimeCountFact extends OfAccount {
  readonly kind: 'lifetime-count'
}
/** Payments in the window. */
export interface PaymentCountFact extends OfAccount, InWindow {
  readonly kind: 'payment-count'
}
/** Sum of the payments in the window. */
export interface AmountSumFact extends OfAccount, InWindow {
  readonly kind: 'amount-sum'
}
/** Payments in the window whose amount lies within `tolerance` (a share) of this payment's: `|x - a| <= tolerance * a`. */
export interface SimilarAmountsFact extends OfAccount, InWindow {
  readonly kind: 'similar-amounts'
  readonly tolerance: number
}
/** Payments in the window of `[shareMin * threshold, threshold)`. Thresholds are in major units, by currency. */
export interface NearThresholdFact extends OfAccount, InWindow {
  readonly kind: 'near-threshold'
  readonly shareMin: number
  readonly thresholds: Readonly<Record<string, number>>
}
/** The newest payments of the account, at most `limit` (1 to 8), newest first. Any currency. */
export interface LatestPaymentsFact extends OfAccount {
  readonly kind: 'latest-payments'
  readonly limit: number
}
/** The text of the account's newest payment. */
export interface LatestTextFact extends OfAccount {
  readonly kind: 'latest-text'
}
/** The largest payment in the window, of at most 91 days and the hours that make up three months. */
export interface LargestPaymentFact extends OfAccount, InWindow {
  readonly kind: 'largest-payment'
}
/** Mean and spread of all amounts of the account's life, of minor units or of their decimal logarithms. */
export interface AmountStatisticsFact extends OfAccount {
  readonly kind: 'amount-statistics'
  readonly scale: 'linear' | 'log10'
}
/** How often each first significant digit occurs in all amounts of the account's life. */
export interface FirstDigitsFact extends OfAccount {
  readonly kind: 'first-digits'
}
/**
 * How many payments per interval are usual. The baseline are complete intervals of `intervalMs` (whole days, 1 to 30), made of UTC days that
 * ended before the current interval `(t - intervalMs, t]` began, back to the account's first payment on this side, at most `intervalsMax`.
 */
export interface IntervalCountsFact extends OfAccount {
  readonly kind: 'interval-counts'
  readonly intervalMs: number
  readonly intervalsMax: number
}
/** Different accounts on the other side in the window, and how many of them had never been there before the window. */
export interface CounterpartiesFact extends OfAccount, InWindow {
  readonly kind: 'counterparties'
}
/** Payments from this debtor account to this creditor account over their whole life. */
export interface PayeeHistoryFact {
  readonly kind: 'payee-history'
}
/** How often the account paid at each hour of the day (UTC) over its life. */
export interface HourProfileFact extends OfAccount {
  readonly kind: 'hour-profile'
}
/** Different accounts that the party's holder (entity) is known to hold, the party's own included; at most 32 are counted. */
export interface HolderAccountsFact {
  readonly kind: 'holder-accounts'
  readonly party: PartySide
}
/**
 * Since when the party's account is known by the name that the message gives the party, and by any other: event times of the first settled
 * payments, on either side and dated before this one, in which it had them. At most the 8 names are kept that the account had first.
 */
export interface AccountNameFact {
  readonly kind: 'account-name'
  readonly party: PartySide
}
/**
 * How few of the newest credits of an account add up to one debit. For the debtor the debit is this payment, for the creditor it is the
 * account's latest debit in the window. `debit / sum of the newest k credits` must lie in `[ratioMin, ratioMax)`; the walk ends at the first
 * such k, once the ratio falls below `ratioMin`, or after `depthMax` credits (at most 50).
 */
export interface MirroredCreditsFact extends InWindow {
  readonly kind: 'mirrored-credits'
  readonly party: PartySide
  readonly ratioMin: number
  readonly ratioMax: number
  readonly depthMax: number
}
/**
 * Of the accounts that paid the debtor account in the last `upstreamMs`, the one that made most payments, or paid most payees, in the last
 * `downstreamMs`. Accounts with more than `hubPaymentsMax` payments in that time are left out.
 */
export interface FunderFanOutFact {
  readonly kind: 'funder-fan-out'
  readonly upstreamMs: number
  readonly downstreamMs: number
  readonly countBy: 'payments' | 'payees'
  readonly hubPaymentsMax: number
}
/**
 * Whether this payment brings money back to where it came from: the shortest time-respecting path from the creditor account to the debtor
 * account of at most 5 payments, each at most 72 hours old and of 0.75 to 1.6 times the next one's amount. Counts this payment as a hop.
 */
export interface ReturningFlowFact {
  readonly kind: 'returning-flow'
}
/**
 * Of the accounts that funded the debtor account in the window, the one that also funded most of the accounts that paid the creditor account in
 * the window, this debtor account included. Hubs are left out.
 */
export interface CommonFunderFact extends InWindow {
  readonly kind: 'common-funder'
}
/** The debtor account's newest payment with a location, in the window. */
export interface LatestLocationFact extends InWindow {
  readonly kind: 'latest-location'
}
/** Among the debtor account's newest 64 payments with a location, those within `radiusKm` of this one's. */
export interface NearbyPaymentsFact {
  readonly kind: 'nearby-payments'
  readonly radiusKm: number
}
/**
 * Other payments in the window, settled or not, of or to the party's account, with a finding that had been committed when this message was accepted.
 * What counts: `isFinding` of `@pantau/evaluation`. A finding is dated as the message that was judged, the earlier one where both were.
 */
export interface AccountFindingsFact extends InWindow {
  readonly kind: 'account-findings'
  readonly party: PartySide
}

export type FactDescriptor =
  | AttemptCountFact
  | ConditionsFact
  | ActivitySpanFact
  | SilenceFact
  | LifetimeCountFact
  | PaymentCountFact
  | AmountSumFact
  | SimilarAmountsFact
  | NearThresholdFact
  | LatestPaymentsFact
  | LatestTextFact
  | LargestPaymentFact
  | AmountStatisticsFact
  | FirstDigitsFact
  | IntervalCountsFact
  | CounterpartiesFact
  | PayeeHistoryFact
  | HourProfileFact
  | HolderAccountsFact
  | MirroredCreditsFact
  | FunderFanOutFact
  | ReturningFlowFact
  | CommonFunderFact
  | LatestLocationFact
  | NearbyPaymentsFact
  | AccountFindingsFact
  | AccountNameFact

export type FactKind = FactDescriptor['kind']
