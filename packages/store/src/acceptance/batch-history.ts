import { foldAttempt, foldSettlement, HOLDER_ACCOUNTS_MAX } from '@pantau/facts'
import type { FoldedOwn, HistoricPayment, HistoryView, PayeeHistory } from '@pantau/facts'
import type { ConditionInForce } from '@pantau/rule-kit'
import { createAccountBook } from './account-book.ts'
import type { BatchReads } from './batch-reads.ts'
import type { AccountStateWrite, PayeeHistoryWrite } from './batch-writes.ts'
import { HistoryNotReadError } from './history-not-read-error.ts'

/** History as of a message's place in the accepted order: what was committed, and what this batch has folded in before it. */
export interface BatchHistory {
  view(tenantId: string, own: FoldedOwn, conditions: readonly ConditionInForce[]): HistoryView
  foldAttempt(tenantId: string, debtorAccountId: string, creditorAccountId: string, atMs: number): void
  /** Not for payments from an account to itself. */
  foldSettlement(tenantId: string, payment: HistoricPayment): void
  addHolder(tenantId: string, entityId: string, accountId: string): void
  writes(): { readonly states: readonly AccountStateWrite[]; readonly payees: readonly PayeeHistoryWrite[] }
}

export function createBatchHistory(
  reads: Pick<BatchReads, 'accounts' | 'payees' | 'holders' | 'findings'>,
): BatchHistory {
  const book = createAccountBook(reads.accounts)
  const settled = new Map<string, PayeeHistoryWrite>()
  const holders = new Map<string, string[]>()

  function payee(
    tenantId: string,
    debtorAccountId: string,
    creditorAccountId: string,
  ): PayeeHistory | undefined {
    const key = keyOf(tenantId, debtorAccountId, creditorAccountId)
    return settled.get(key)?.history ?? found(reads.payees, key)
  }

  return {
    view: (tenantId, own, conditions) => ({
      account: (accountId) => book.state(tenantId, accountId),
      payeeHistory: (debtorAccountId, creditorAccountId) =>
        payee(tenantId, debtorAccountId, creditorAccountId),
      accountsHeldBy(entityId) {
        const key = keyOf(tenantId, entityId)
        const known = new Set([...(found(reads.holders, key) ?? []), ...(holders.get(key) ?? [])])
        return [...known].slice(0, HOLDER_ACCOUNTS_MAX + 1)
      },
      accountFindings: (accountId) => found(reads.findings, keyOf(tenantId, accountId)) ?? [],
      conditionsInForce: () => conditions,
      foldedOwn: () => own,
    }),
    foldAttempt(tenantId, debtorAccountId, creditorAccountId, atMs) {
      foldAttempt(book.state(tenantId, debtorAccountId), book.state(tenantId, creditorAccountId), atMs)
      book.noteChange(tenantId, debtorAccountId)
      book.noteChange(tenantId, creditorAccountId)
    },
    foldSettlement(tenantId, payment) {
      const { debtorAccountId, creditorAccountId } = payment
      const history = foldSettlement(
        book.state(tenantId, debtorAccountId),
        book.state(tenantId, creditorAccountId),
        payee(tenantId, debtorAccountId, creditorAccountId),
        payment,
      )
      const key = keyOf(tenantId, debtorAccountId, creditorAccountId)
      const isNew = found(reads.payees, key) === undefined
      settled.set(key, { tenantId, debtorAccountId, creditorAccountId, history, isNew })
      book.noteChange(tenantId, debtorAccountId)
      book.noteChange(tenantId, creditorAccountId)
    },
    addHolder(tenantId, entityId, accountId) {
      const key = keyOf(tenantId, entityId)
      holders.set(key, [...(holders.get(key) ?? []), accountId])
    },
    writes: () => ({ states: book.writes(), payees: [...settled.values()] }),
  }
}

/** What was read under a key; undefined when there is nothing. @throws HistoryNotReadError when nobody asked */
function found<Value>(reads: ReadonlyMap<string, Value | undefined>, key: string): Value | undefined {
  if (!reads.has(key)) {
    throw new HistoryNotReadError('A part of the history was not read')
  }
  return reads.get(key)
}

/** How payees and entities are named among what was read. Identifiers never contain U+0000: PostgreSQL could not hold it. */
export function keyOf(...parts: readonly string[]): string {
  return parts.join('\u0000')
}
