import type { FactDescriptor } from '@pantau/rule-kit'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const THREE_MONTHS_MS = 7_889_229_000
const thresholds = { EUR: 10_000, USD: 10_000, JPY: 1_000_000 }

const debtorSent = { party: 'debtor', direction: 'sent' } as const
const debtorReceived = { party: 'debtor', direction: 'received' } as const
const creditorReceived = { party: 'creditor', direction: 'received' } as const
const creditorSent = { party: 'creditor', direction: 'sent' } as const

/** Every kind of fact, with the windows of usual rules: what a bank asks for that runs the whole library. */
export const CATALOGUE_FACTS: readonly FactDescriptor[] = [
  { kind: 'attempt-count', ...debtorSent, windowMs: DAY_MS },
  { kind: 'attempt-count', ...creditorReceived, windowMs: DAY_MS },
  { kind: 'conditions' },
  { kind: 'activity-span', party: 'debtor' },
  { kind: 'activity-span', party: 'creditor' },
  { kind: 'silence', party: 'debtor', endedWithinMs: 7 * DAY_MS },
  { kind: 'silence', party: 'creditor', endedWithinMs: 7 * DAY_MS },
  { kind: 'lifetime-count', ...debtorSent },
  { kind: 'lifetime-count', ...creditorReceived },
  { kind: 'payment-count', ...debtorReceived, windowMs: DAY_MS },
  { kind: 'payment-count', ...creditorReceived, windowMs: DAY_MS },
  { kind: 'payment-count', ...debtorSent, windowMs: 8 * HOUR_MS },
  { kind: 'amount-sum', ...debtorSent, windowMs: DAY_MS },
  { kind: 'amount-sum', ...debtorReceived, windowMs: DAY_MS },
  { kind: 'amount-sum', ...debtorSent, windowMs: 3 * HOUR_MS },
  { kind: 'amount-sum', ...debtorReceived, windowMs: 30 * DAY_MS },
  { kind: 'similar-amounts', ...creditorReceived, windowMs: DAY_MS, tolerance: 0.1 },
  { kind: 'near-threshold', ...debtorSent, windowMs: 7 * DAY_MS, shareMin: 0.8, thresholds },
  { kind: 'near-threshold', ...creditorReceived, windowMs: 7 * DAY_MS, shareMin: 0.8, thresholds },
  { kind: 'latest-payments', ...debtorSent, limit: 3 },
  { kind: 'latest-payments', ...creditorSent, limit: 8 },
  { kind: 'latest-text', ...debtorSent },
  { kind: 'largest-payment', ...debtorSent, windowMs: THREE_MONTHS_MS },
  { kind: 'amount-statistics', ...debtorSent, scale: 'log10' },
  { kind: 'amount-statistics', ...creditorReceived, scale: 'log10' },
  { kind: 'amount-statistics', ...debtorSent, scale: 'linear' },
  { kind: 'first-digits', ...debtorSent },
  { kind: 'first-digits', ...creditorReceived },
  { kind: 'interval-counts', ...debtorSent, intervalMs: DAY_MS, intervalsMax: 90 },
  { kind: 'interval-counts', ...creditorReceived, intervalMs: 7 * DAY_MS, intervalsMax: 12 },
  { kind: 'counterparties', ...creditorReceived, windowMs: DAY_MS },
  { kind: 'counterparties', ...debtorSent, windowMs: DAY_MS },
  { kind: 'counterparties', ...creditorReceived, windowMs: 7 * DAY_MS },
  { kind: 'counterparties', ...creditorReceived, windowMs: 30 * DAY_MS },
  { kind: 'counterparties', ...debtorSent, windowMs: 30 * DAY_MS },
  { kind: 'counterparties', ...debtorReceived, windowMs: 30 * DAY_MS },
  { kind: 'payee-history' },
  { kind: 'hour-profile', ...debtorSent },
  { kind: 'holder-accounts', party: 'debtor' },
  { kind: 'holder-accounts', party: 'creditor' },
  { kind: 'account-name', party: 'debtor' },
  { kind: 'account-name', party: 'creditor' },
  ...(['debtor', 'creditor'] as const).flatMap((party): FactDescriptor[] => [
    { kind: 'mirrored-credits', party, windowMs: DAY_MS, ratioMin: 0.985, ratioMax: 1.01, depthMax: 50 },
    { kind: 'mirrored-credits', party, windowMs: DAY_MS, ratioMin: 0.8, ratioMax: 0.985, depthMax: 50 },
  ]),
  {
    kind: 'funder-fan-out',
    upstreamMs: DAY_MS,
    downstreamMs: DAY_MS,
    countBy: 'payees',
    hubPaymentsMax: 110,
  },
  { kind: 'returning-flow' },
  { kind: 'common-funder', windowMs: 2 * DAY_MS },
  { kind: 'latest-location', windowMs: HOUR_MS },
  { kind: 'nearby-payments', radiusKm: 5 },
  { kind: 'account-findings', party: 'debtor', windowMs: 30 * DAY_MS },
  { kind: 'account-findings', party: 'creditor', windowMs: 30 * DAY_MS },
]
