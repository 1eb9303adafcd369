import type { FactDescriptor } from '@pantau/rule-kit'

export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

const debtorSent = { party: 'debtor', direction: 'sent' } as const
const debtorReceived = { party: 'debtor', direction: 'received' } as const
const creditorReceived = { party: 'creditor', direction: 'received' } as const

/** Facts whose values a plain SQL query over the payments on record gives as well. */
export const SQL_FACTS = {
  attempts: { kind: 'attempt-count', ...debtorSent, windowMs: DAY_MS },
  attemptsReceived: { kind: 'attempt-count', ...creditorReceived, windowMs: MINUTE_MS },
  life: { kind: 'lifetime-count', ...debtorReceived },
  payments: { kind: 'payment-count', ...creditorReceived, windowMs: DAY_MS },
  sum: { kind: 'amount-sum', ...debtorSent, windowMs: DAY_MS },
  largest: { kind: 'largest-payment', ...debtorSent, windowMs: 2 * DAY_MS },
  payee: { kind: 'payee-history' },
  counterparties: { kind: 'counterparties', ...creditorReceived, windowMs: DAY_MS },
  span: { kind: 'activity-span', party: 'debtor' },
  hours: { kind: 'hour-profile', ...debtorSent },
} as const satisfies Record<string, FactDescriptor>

/** Every kind of fact. */
export const EVERY_FACT: readonly FactDescriptor[] = [
  ...Object.values(SQL_FACTS),
  { kind: 'conditions' },
  { kind: 'silence', party: 'creditor', endedWithinMs: 7 * DAY_MS },
  { kind: 'similar-amounts', ...creditorReceived, windowMs: DAY_MS, tolerance: 0.1 },
  {
    kind: 'near-threshold',
    ...debtorSent,
    windowMs: DAY_MS,
    shareMin: 0.8,
    thresholds: { EUR: 100, USD: 100 },
  },
  { kind: 'latest-payments', ...debtorSent, limit: 3 },
  { kind: 'latest-text', ...debtorSent },
  { kind: 'amount-statistics', ...creditorReceived, scale: 'log10' },
  { kind: 'amount-statistics', ...debtorSent, scale: 'linear' },
  { kind: 'first-digits', ...debtorSent },
  { kind: 'interval-counts', ...debtorSent, intervalMs: DAY_MS, intervalsMax: 90 },
  { kind: 'holder-accounts', party: 'debtor' },
  { kind: 'holder-accounts', party: 'creditor' },
  { kind: 'account-name', party: 'debtor' },
  { kind: 'account-name', party: 'creditor' },
  { kind: 'mirrored-credits', party: 'debtor', windowMs: DAY_MS, ratioMin: 0.8, ratioMax: 1.2, depthMax: 50 },
  {
    kind: 'funder-fan-out',
    upstreamMs: DAY_MS,
    downstreamMs: DAY_MS,
    countBy: 'payees',
    hubPaymentsMax: 110,
  },
  { kind: 'returning-flow' },
  { kind: 'common-funder', windowMs: 2 * DAY_MS },
  { kind: 'latest-location', windowMs: DAY_MS },
  { kind: 'nearby-payments', radiusKm: 5 },
  { kind: 'account-findings', party: 'debtor', windowMs: DAY_MS },
  { kind: 'account-findings', party: 'creditor', windowMs: 7 * DAY_MS },
]
