import { adoptFlows, encodeAccountState, FLOW_AGE_MAX_MS, fundedAtMs, fundersOf } from '@pantau/facts'
import type { AccountState } from '@pantau/facts'
import { updateAccountStates } from '../acceptance/statements/update-account-states.ts'
import type { StorePool } from '../connection/connect-store.ts'
import type { StoreSession } from '../connection/store-session.ts'
import { accountKey, compareAccounts } from './account-ref.ts'
import type { AccountRef } from './account-ref.ts'
import { readState, readStateIfAny } from './read-state.ts'
import { replayAccount } from './replay-account.ts'
import { addMissingStates, lockStates, readStates } from './statements/hold-account-states.ts'
import type { HeldStateRow } from './statements/hold-account-states.ts'
import { readRecentPayers } from './statements/read-recent-payers.ts'
import { deletePayeeHistories, insertPayeeHistories } from './statements/rebuild-payee-histories.ts'

/** Accounts that are locked at a time: the others go on meanwhile. */
const ACCOUNTS_PER_TRANSACTION = 8
/** Payers whose states are looked at for what they passed on. */
const PAYERS_MAX = 64

export interface RebuildOptions {
  /** Leaves alone what is of this build's layout, as when another process has rebuilt it meanwhile. */
  readonly onlyStale?: boolean
}

export interface RebuildReport {
  readonly accounts: number
  readonly payments: number
}

/**
 * Folds the states of these accounts anew from their payments on record, and their payees with them, a few at a time, under the locks of
 * acceptance. Chains and funders are kept where the state could be read; otherwise they are what the payers' present states pass on.
 */
export async function rebuildAccountStates(
  pool: StorePool,
  accounts: readonly AccountRef[],
  options: RebuildOptions = {},
): Promise<RebuildReport> {
  const distinct = [...new Map(accounts.map((account) => [accountKey(account), account])).values()]
  const inOrder = distinct.sort(compareAccounts)
  let rebuilt = 0
  let payments = 0
  for (let start = 0; start < inOrder.length; start += ACCOUNTS_PER_TRANSACTION) {
    const some = inOrder.slice(start, start + ACCOUNTS_PER_TRANSACTION)
    const replayed = await pool.transaction((session) => rebuildSome(session, some, options))
    rebuilt += replayed.length
    payments += replayed.reduce((sum, each) => sum + each, 0)
  }
  return { accounts: rebuilt, payments }
}

/** @returns the number of payments of each account that was rebuilt */
async function rebuildSome(
  session: StoreSession,
  accounts: readonly AccountRef[],
  options: RebuildOptions,
): Promise<readonly number[]> {
  const { held } = await session.exchange((send) => ({
    added: send(addMissingStates(accounts)),
    locked: send(lockStates(accounts)),
    held: send(readStates(accounts)),
  }))
  const payments: number[] = []
  for (const row of held) {
    if (options.onlyStale !== true || !isCurrent(row)) {
      payments.push(await rebuildOne(session, row))
    }
  }
  return payments
}

/** A row that was only just added says nothing of the payments before it. */
function isCurrent(row: HeldStateRow): boolean {
  return row.version > 0 && readState(row) !== undefined
}

async function rebuildOne(session: StoreSession, row: HeldStateRow): Promise<number> {
  const account = { tenantId: row.tenant_id, accountId: row.account_id }
  const stored = readStateIfAny(row)
  const payers = stored === undefined ? await readPayers(session, account) : new Map<string, AccountState>()
  const { state, payments } = await replayAccount(session, account, payers)
  if (stored !== undefined) {
    adoptFlows(state, stored)
  }
  const write = {
    ...account,
    state: encodeAccountState(state),
    funders: fundersOf(state),
    fundedAtMs: fundedAtMs(state),
  }
  await session.exchange((send) => ({
    written: send(updateAccountStates([write])),
    deleted: send(deletePayeeHistories(account)),
    inserted: send(insertPayeeHistories(account)),
  }))
  return payments
}

async function readPayers(
  session: StoreSession,
  account: AccountRef,
): Promise<ReadonlyMap<string, AccountState>> {
  const { rows } = await session.exchange((send) => ({
    rows: send(readRecentPayers(account, { withinMs: FLOW_AGE_MAX_MS, payersMax: PAYERS_MAX })),
  }))
  return new Map(
    rows.flatMap((row) => {
      const state = readStateIfAny(row)
      return state === undefined ? [] : [[row.account_id, state] as const]
    }),
  )
}
