import { encodeAccountState, forgetFlows, fundedAtMs, fundersOf } from '@pantau/facts'
import type { AccountState } from '@pantau/facts'
import type { StorePool } from '../connection/connect-store.ts'
import type { StoreSession } from '../connection/store-session.ts'
import type { AccountRef } from './account-ref.ts'
import { readState } from './read-state.ts'
import { replayAccount } from './replay-account.ts'
import { readStates } from './statements/hold-account-states.ts'
import type { HeldStateRow } from './statements/hold-account-states.ts'
import { countDriftedPayees } from './statements/rebuild-payee-histories.ts'

/** `stale`: to be rebuilt when it is next needed, so nothing is wrong. `state`, `funders`, `payees`: what differs from the payments on record. */
export type StateVerdict = 'equal' | 'stale' | 'state' | 'funders' | 'payees'

export interface VerifiedAccount extends AccountRef {
  readonly verdict: StateVerdict
}

/**
 * Compares the states of these accounts, byte by byte, with what their payments on record fold to, each in one snapshot and without locks. Not
 * compared: chains and funders, which are those as of folding.
 * @throws UndecodableAccountStateError
 */
export async function verifyAccountStates(
  pool: StorePool,
  accounts: readonly AccountRef[],
): Promise<readonly VerifiedAccount[]> {
  const verified: VerifiedAccount[] = []
  for (const account of accounts) {
    const verdict = await pool.transaction((session) => verifyAccount(session, account))
    verified.push({ ...account, verdict })
  }
  return verified
}

async function verifyAccount(session: StoreSession, account: AccountRef): Promise<StateVerdict> {
  const { rows } = await session.exchange((send) => ({
    snapshot: send({ text: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY' }),
    rows: send(readStates([account])),
  }))
  const [row] = rows
  return row === undefined ? 'equal' : compareWithPayments(session, account, row)
}

async function compareWithPayments(
  session: StoreSession,
  account: AccountRef,
  row: HeldStateRow,
): Promise<StateVerdict> {
  const stored = readState(row)
  if (stored === undefined) {
    return 'stale'
  }
  const areFundersEqual = hasFundersOf(row, stored)
  const { state: replayed } = await replayAccount(session, account, new Map())
  forgetFlows(stored)
  forgetFlows(replayed)
  if (Buffer.compare(encodeAccountState(stored), encodeAccountState(replayed)) !== 0) {
    return 'state'
  }
  if (!areFundersEqual) {
    return 'funders'
  }
  const { payees } = await session.exchange((send) => ({ payees: send(countDriftedPayees(account)) }))
  return payees[0]?.count === 0 ? 'equal' : 'payees'
}

/** Beside the state the row names its funders, and since when there was no other; a row of an older build lacks the time. */
function hasFundersOf({ funders, funded_at_ms: atMs }: HeldStateRow, stored: AccountState): boolean {
  const isTimeEqual = atMs === null || atMs === fundedAtMs(stored)
  return isTimeEqual && fundersOf(stored).join('\u0000') === (funders ?? []).join('\u0000')
}
