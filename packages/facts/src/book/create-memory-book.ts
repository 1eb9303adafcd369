import { isSelfTransfer } from '@pantau/rule-kit'
import type { ConditionInForce, Party, Payment } from '@pantau/rule-kit'
import { compareFindings } from '../account-finding.ts'
import type { AccountFinding } from '../account-finding.ts'
import { foldAttempt } from '../fold/fold-attempt.ts'
import { foldSettlement } from '../fold/fold-settlement.ts'
import { historicPayment } from '../historic-payment.ts'
import type { HistoryView } from '../history-view.ts'
import type { PayeeHistory } from '../payee-history.ts'
import { createAccountState } from '../state/account-state.ts'
import type { AccountState } from '../state/account-state.ts'
import { FINDINGS_KEPT_MAX, HOLDER_ACCOUNTS_MAX } from '../state/bounds.ts'
import { settlementOutcome } from './settlement-outcome.ts'

/** The history of all tenants in memory, for tests and for runs over a file: grows with accounts and payments, and is gone with the process. */
export interface MemoryBook {
  /** History as the message finds it, if it is read before the message is accepted. Alive: it changes with the book. */
  history(payment: Payment): HistoryView
  /**
   * Accepts a message: what it asks for or reports is folded, once per payment. A status report carries its instruction, so that the
   * instruction need not have come before.
   */
  accept(payment: Payment): void
  /** Says that a finding was committed on the message: what is accepted from now on finds it. Any number of times. */
  noteFinding(payment: Payment): void
  /** The account's state; a new one for an account without history. */
  account(tenantId: string, accountId: string): AccountState
}

export interface MemoryBookOptions {
  /** In force for every payment. */
  readonly conditions?: readonly ConditionInForce[]
}

/** What was folded of one payment. */
interface Progress {
  attemptAtMs?: number
  settledAtMs?: number
  isDecided: boolean
}

interface TenantBook {
  readonly accounts: Map<string, AccountState>
  /** By debtor account, then by creditor account. */
  readonly payees: Map<string, Map<string, PayeeHistory>>
  readonly holders: Map<string, Set<string>>
  /** By account, newest first. */
  readonly findings: Map<string, AccountFinding[]>
  /** By end-to-end id. */
  readonly progress: Map<string, Progress>
}

export function createMemoryBook({ conditions = [] }: MemoryBookOptions = {}): MemoryBook {
  const tenants = new Map<string, TenantBook>()
  const bookOf = (tenantId: string) => entryOf(tenants, tenantId, createTenantBook)
  return {
    history: (payment) => createHistory(bookOf(payment.tenantId), payment, conditions),
    accept(payment) {
      acceptPayment(bookOf(payment.tenantId), payment)
    },
    noteFinding(payment) {
      noteFinding(bookOf(payment.tenantId), payment)
    },
    account: (tenantId, accountId) => accountOf(bookOf(tenantId), accountId),
  }
}

function createTenantBook(): TenantBook {
  return {
    accounts: new Map(),
    payees: new Map(),
    holders: new Map(),
    findings: new Map(),
    progress: new Map(),
  }
}

function createHistory(
  book: TenantBook,
  payment: Payment,
  conditions: readonly ConditionInForce[],
): HistoryView {
  return {
    account: (accountId) => book.accounts.get(accountId) ?? createAccountState(),
    payeeHistory: (debtorAccountId, creditorAccountId) =>
      book.payees.get(debtorAccountId)?.get(creditorAccountId),
    accountsHeldBy: (entityId) => [...(book.holders.get(entityId) ?? [])],
    accountFindings: (accountId) => book.findings.get(accountId) ?? [],
    conditionsInForce: () => conditions,
    foldedOwn: () => book.progress.get(payment.endToEndId) ?? {},
  }
}

function acceptPayment(book: TenantBook, payment: Payment): void {
  const { debtor, creditor } = payment.instruction
  recordHolder(book, debtor)
  recordHolder(book, creditor)
  if (payment.transactionType === 'pacs.002.001.12') {
    const progress = entryOf(book.progress, payment.endToEndId, () => ({ isDecided: false }))
    acceptReport(book, payment, progress)
  }
}

function acceptReport(book: TenantBook, payment: Payment, progress: Progress): void {
  const { debtor, creditor } = payment.instruction
  const debtorState = accountOf(book, debtor.accountId)
  const creditorState = accountOf(book, creditor.accountId)
  if (progress.attemptAtMs === undefined) {
    progress.attemptAtMs = payment.occurredAtMs
    foldAttempt(debtorState, creditorState, payment.occurredAtMs)
  }
  const outcome = settlementOutcome(payment.status ?? '')
  if (outcome === 'open' || progress.isDecided) {
    return
  }
  progress.isDecided = true
  if (outcome === 'settled' && !isSelfTransfer(payment)) {
    progress.settledAtMs = payment.occurredAtMs
    const payees = entryOf(book.payees, debtor.accountId, () => new Map<string, PayeeHistory>())
    const before = payees.get(creditor.accountId)
    payees.set(
      creditor.accountId,
      foldSettlement(debtorState, creditorState, before, historicPayment(payment)),
    )
  }
}

function noteFinding(book: TenantBook, { endToEndId, occurredAtMs, instruction }: Payment): void {
  const [debtor, creditor] = [instruction.debtor.accountId, instruction.creditor.accountId]
  for (const [accountId, counterpartyAccountId] of new Map([
    [debtor, creditor],
    [creditor, debtor],
  ])) {
    const findings = book.findings.get(accountId) ?? []
    const known = findings.find((finding) => finding.endToEndId === endToEndId)
    const noted =
      known === undefined
        ? { endToEndId, atMs: occurredAtMs, counterpartyAccountId }
        : { ...known, atMs: Math.min(known.atMs, occurredAtMs) }
    const others = findings.filter((finding) => finding !== known)
    book.findings.set(accountId, [...others, noted].sort(compareFindings).slice(0, FINDINGS_KEPT_MAX))
  }
}

function recordHolder(book: TenantBook, { entityId, accountId }: Party): void {
  const accounts = entryOf(book.holders, entityId, () => new Set<string>())
  if (accounts.size <= HOLDER_ACCOUNTS_MAX) {
    accounts.add(accountId)
  }
}

function accountOf(book: TenantBook, accountId: string): AccountState {
  return entryOf(book.accounts, accountId, createAccountState)
}

function entryOf<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key)
  if (found !== undefined) {
    return found
  }
  const created = create()
  map.set(key, created)
  return created
}
