export { createAccountState, fundedAtMs, fundersOf } from './state/account-state.ts'
export type { AccountState } from './state/account-state.ts'
export { adoptFlows, forgetFlows } from './state/account-flows.ts'
export { accountTag } from './state/account-tag.ts'
export {
  FINDINGS_KEPT_MAX,
  FINDINGS_MAX,
  COUNTERPARTIES_MAX,
  FLOW_AGE_MAX_MS,
  FUNDERS_MAX,
  HOLDER_ACCOUNTS_MAX,
  LOCATIONS_MAX,
  PAYMENTS_MAX,
} from './state/bounds.ts'
export { isHub } from './state/is-hub.ts'
export {
  ACCOUNT_STATE_VERSION,
  decodeAccountState,
  encodeAccountState,
} from './codec/encode-account-state.ts'
export { OutdatedAccountStateError, UndecodableAccountStateError } from './codec/account-state-errors.ts'
export type { AccountFinding } from './account-finding.ts'
export type { PayeeHistory } from './payee-history.ts'
export { historicPayment } from './historic-payment.ts'
export type { HistoricPayment } from './historic-payment.ts'
export { foldAttempt } from './fold/fold-attempt.ts'
export { foldSettlement } from './fold/fold-settlement.ts'
export type { FoldedOwn, HistoryView } from './history-view.ts'
export { captureFacts, createFactCapture } from './capture/create-fact-capture.ts'
export type { FactCapture } from './capture/create-fact-capture.ts'
export { createMemoryBook } from './book/create-memory-book.ts'
export type { MemoryBook, MemoryBookOptions } from './book/create-memory-book.ts'
export { settlementOutcome, TERMINAL_STATUSES } from './book/settlement-outcome.ts'
export { acceptAttempts } from './harness/accept-attempts.ts'
export type { EarlierAttempt } from './harness/accept-attempts.ts'
