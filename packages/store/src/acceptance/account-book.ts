import { encodeAccountState, fundedAtMs, fundersOf } from '@pantau/facts'
import type { AccountState } from '@pantau/facts'
import { accountKey } from '../facts/account-ref.ts'
import { readState } from '../facts/read-state.ts'
import type { StoredState } from '../facts/read-state.ts'
import { StaleAccountStatesError } from '../facts/stale-account-states-error.ts'
import type { AccountStateWrite } from './batch-writes.ts'
import { HistoryNotReadError } from './history-not-read-error.ts'

/** An account that was read; `version` is null where it has no row. */
export interface AccountRow extends StoredState {
  readonly tenantId: string
  readonly accountId: string
}

/** The accounts that a batch read. Each is decoded when it is first asked for; what is folded into it, all later messages see. */
export interface AccountBook {
  /**
   * @throws HistoryNotReadError when it was not read
   * @throws StaleAccountStatesError when it has to be rebuilt from payments first
   */
  state(tenantId: string, accountId: string): AccountState
  /** Says that the account's state was folded, so that it is written. */
  noteChange(tenantId: string, accountId: string): void
  /** The changed states, encoded. */
  writes(): readonly AccountStateWrite[]
}

interface BookedAccount {
  readonly row: AccountRow
  state?: AccountState
  isChanged: boolean
}

export function createAccountBook(rows: readonly AccountRow[]): AccountBook {
  const accounts = new Map<string, BookedAccount>(
    rows.map((row) => [accountKey(row), { row, isChanged: false }]),
  )

  function find(tenantId: string, accountId: string): BookedAccount {
    const account = accounts.get(accountKey({ tenantId, accountId }))
    if (account === undefined) {
      throw new HistoryNotReadError('The history of an account was not read')
    }
    return account
  }

  /** All that is stale is told at once, so that it is rebuilt at once. An account without a row counts when it is needed. */
  function staleError(needed: AccountRow): StaleAccountStatesError {
    const stale = rows.filter(
      (row) => row === needed || (row.version !== null && readState(row) === undefined),
    )
    return new StaleAccountStatesError(stale.map(({ tenantId, accountId }) => ({ tenantId, accountId })))
  }

  return {
    state(tenantId, accountId) {
      const account = find(tenantId, accountId)
      const state = account.state ?? readState(account.row)
      if (state === undefined) {
        throw staleError(account.row)
      }
      account.state = state
      return state
    },
    noteChange(tenantId, accountId) {
      find(tenantId, accountId).isChanged = true
    },
    writes: () =>
      [...accounts.values()].flatMap(({ row, state, isChanged }) =>
        isChanged && state !== undefined
          ? [
              {
                tenantId: row.tenantId,
                accountId: row.accountId,
                state: encodeAccountState(state),
                funders: fundersOf(state),
                fundedAtMs: fundedAtMs(state),
              },
            ]
          : [],
      ),
  }
}
