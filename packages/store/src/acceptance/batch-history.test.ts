import {
  captureFacts,
  createAccountState,
  decodeAccountState,
  encodeAccountState,
  foldAttempt,
} from '@pantau/facts'
import type { FoldedOwn, HistoricPayment } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { FactDescriptor, Payment } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { StaleAccountStatesError } from '../facts/stale-account-states-error.ts'
import type { AccountRow } from './account-book.ts'
import { createBatchHistory, keyOf } from './batch-history.ts'
import { HistoryNotReadError } from './history-not-read-error.ts'

/** States of this layout are rebuilt. */
const LAYOUT_TOO_OLD = 0
const PAYMENT: Payment = createExamplePayment()
const { tenantId, occurredAtMs, instruction } = PAYMENT
const DEBTOR = instruction.debtor.accountId
const CREDITOR = instruction.creditor.accountId
const SENT: FactDescriptor = { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: 100 }
const PAYEE: FactDescriptor = { kind: 'payee-history' }
const FINDINGS: FactDescriptor = { kind: 'account-findings', party: 'debtor', windowMs: 1_000 }
const HOLDER: FactDescriptor = { kind: 'holder-accounts', party: 'debtor' }

function row(accountId: string, rest: Partial<AccountRow> = {}): AccountRow {
  return { tenantId, accountId, version: 0, state: null, ...rest }
}

function withAttempts(...timesMs: readonly number[]): Uint8Array {
  const state = createAccountState()
  for (const timeMs of timesMs) {
    foldAttempt(state, createAccountState(), timeMs)
  }
  return encodeAccountState(state)
}

function historyOf(accounts: readonly AccountRow[] = [row(DEBTOR), row(CREDITOR)]) {
  return createBatchHistory({
    accounts,
    payees: new Map([[keyOf(tenantId, DEBTOR, CREDITOR), undefined]]),
    holders: new Map([[keyOf(tenantId, instruction.debtor.entityId), [DEBTOR]]]),
    findings: new Map([[keyOf(tenantId, DEBTOR), []]]),
  })
}

function capture(history: ReturnType<typeof historyOf>, fact: FactDescriptor, own: FoldedOwn = {}): unknown {
  const [value] = Object.values(captureFacts([fact], PAYMENT, history.view(tenantId, own, [])))
  return value
}

const SETTLED: HistoricPayment = {
  debtorAccountId: DEBTOR,
  creditorAccountId: CREDITOR,
  atMs: occurredAtMs - 1,
  amountMinor: 5n,
  currency: 'EUR',
}

describe('the history of a batch', () => {
  test('is what was committed and what the batch has folded so far, without the payment itself', () => {
    const state = withAttempts(occurredAtMs - 101, occurredAtMs - 100, occurredAtMs, occurredAtMs + 1)
    const history = historyOf([row(DEBTOR, { version: 4, state }), row(CREDITOR)])
    expect(capture(history, SENT)).toEqual({ count: 3, saturated: false })
    history.foldAttempt(tenantId, DEBTOR, CREDITOR, occurredAtMs - 50)
    expect(capture(history, SENT)).toEqual({ count: 4, saturated: false })
    expect(capture(history, SENT, { attemptAtMs: occurredAtMs - 50 })).toEqual({ count: 3, saturated: false })
  })

  test('writes what was folded, and nothing else', () => {
    const history = historyOf([row(DEBTOR), row(CREDITOR), row('another')])
    expect(capture(history, SENT)).toEqual({ count: 1, saturated: false })
    expect(history.writes()).toEqual({ states: [], payees: [] })
    history.foldSettlement(tenantId, SETTLED)
    const { states, payees } = history.writes()
    expect(states.map(({ accountId }) => accountId)).toEqual([DEBTOR, CREDITOR])
    expect(states.map(({ funders }) => funders)).toEqual([[], [DEBTOR]])
    expect(() => states.map(({ state }) => decodeAccountState(state))).not.toThrow()
    const { atMs } = SETTLED
    expect(payees).toMatchObject([
      {
        debtorAccountId: DEBTOR,
        creditorAccountId: CREDITOR,
        history: { count: 1, firstMs: atMs, lastMs: atMs },
      },
    ])
  })

  test('adds settlements to the payee that was read, one after the other', () => {
    const history = historyOf()
    history.foldSettlement(tenantId, SETTLED)
    history.foldSettlement(tenantId, { ...SETTLED, atMs: SETTLED.atMs - 5 })
    expect(capture(history, PAYEE)).toEqual({ count: 2, firstMs: SETTLED.atMs - 5, lastMs: SETTLED.atMs })
  })

  test('knows the accounts that a holder is given within the batch', () => {
    const history = historyOf()
    history.addHolder(tenantId, instruction.debtor.entityId, 'second')
    history.addHolder('another tenant', instruction.debtor.entityId, 'third')
    expect(capture(history, HOLDER)).toEqual({ count: 2, saturated: false })
  })

  test('that was not read is an error, never none', () => {
    const history = createBatchHistory({
      accounts: [row(CREDITOR)],
      payees: new Map(),
      holders: new Map(),
      findings: new Map(),
    })
    for (const fact of [SENT, PAYEE, HOLDER, FINDINGS]) {
      expect(() => capture(history, fact)).toThrow(HistoryNotReadError)
    }
  })

  test('tells everything that is stale at once, and leaves alone what nobody needs', () => {
    const outdated = Uint8Array.of(LAYOUT_TOO_OLD)
    const rows = [
      row(DEBTOR, { version: 3, state: outdated }),
      row(CREDITOR, { version: 2 }),
      row('without row', { version: null }),
      row('new'),
      row('known', { version: 1, state: withAttempts(1) }),
    ]
    const stale = (accountId: string): readonly string[] => {
      try {
        historyOf(rows).view(tenantId, {}, []).account(accountId)
        return []
      } catch (error) {
        return error instanceof StaleAccountStatesError
          ? error.accounts.map((account) => account.accountId)
          : [String(error)]
      }
    }
    expect(stale(DEBTOR)).toEqual([DEBTOR, CREDITOR])
    expect(stale('without row')).toEqual([DEBTOR, CREDITOR, 'without row'])
    expect(stale('new')).toEqual([])
    expect(stale('known')).toEqual([])
  })
})
