import {
  createAccountState,
  decodeAccountState,
  OutdatedAccountStateError,
  UndecodableAccountStateError,
} from '@pantau/facts'
import type { AccountState } from '@pantau/facts'

/** A row of `account_state`; `version` is null where there is none. */
export interface StoredState {
  readonly version: number | null
  readonly state: Uint8Array | null
}

/**
 * The state that a row holds. Undefined when it does not hold what its payments say: it was folded and has no state, or one of an older
 * layout.
 * @throws UndecodableAccountStateError
 */
export function readState({ version, state }: StoredState): AccountState | undefined {
  if (state === null) {
    return version === 0 ? createAccountState() : undefined
  }
  try {
    return decodeAccountState(state)
  } catch (error) {
    if (error instanceof OutdatedAccountStateError) {
      return undefined
    }
    throw error
  }
}

/** As `readState`, for when what cannot be read is about to be replaced. */
export function readStateIfAny(row: StoredState): AccountState | undefined {
  try {
    return row.state === null ? undefined : readState(row)
  } catch (error) {
    if (error instanceof UndecodableAccountStateError) {
      return undefined
    }
    throw error
  }
}
