import {
  createAccountState,
  decodeAccountState,
  encodeAccountState,
  foldAttempt,
  foldSettlement,
  fundedAtMs,
  fundersOf,
} from '@pantau/facts'
import type { AccountState, HistoricPayment, PayeeHistory } from '@pantau/facts'

/** Accounts whose state is kept as a value; those of all others are bytes. */
const OPEN_STATES_MAX = 20_000

/** Folds payments into the states of numbered accounts, in the order in which they are given, as acceptance does. */
export class AccountFolder {
  readonly #open = new Map<number, AccountState>()
  readonly #closed = new Map<number, Uint8Array>()
  readonly #payees = new Map<string, PayeeHistory>()

  /** @param settled absent where the payment was tried and did not settle */
  fold(debtorNumber: number, creditorNumber: number, atMs: number, settled?: HistoricPayment): void {
    const debtor = this.#state(debtorNumber)
    const creditor = this.#state(creditorNumber)
    foldAttempt(debtor, creditor, atMs)
    if (settled !== undefined) {
      const pair = `${debtorNumber}>${creditorNumber}`
      this.#payees.set(pair, foldSettlement(debtor, creditor, this.#payees.get(pair), settled))
    }
    this.#closeOldest()
  }

  /** Every account that took part, with its state as it is stored. */
  *states(): Generator<{
    readonly accountNumber: number
    readonly state: Uint8Array
    readonly funders: readonly string[]
    readonly fundedAtMs: number | undefined
  }> {
    for (const [accountNumber, state] of this.#open) {
      this.#closed.set(accountNumber, compactBytes(state))
    }
    this.#open.clear()
    for (const [accountNumber, state] of this.#closed) {
      const decoded = decodeAccountState(state)
      yield { accountNumber, state, funders: fundersOf(decoded), fundedAtMs: fundedAtMs(decoded) }
    }
  }

  /** The last used is the newest in the map. */
  #state(accountNumber: number): AccountState {
    const open = this.#open.get(accountNumber)
    if (open !== undefined) {
      this.#open.delete(accountNumber)
      this.#open.set(accountNumber, open)
      return open
    }
    const closed = this.#closed.get(accountNumber)
    const state = closed === undefined ? createAccountState() : decodeAccountState(closed)
    this.#open.set(accountNumber, state)
    return state
  }

  #closeOldest(): void {
    for (const [accountNumber, state] of this.#open) {
      if (this.#open.size <= OPEN_STATES_MAX) {
        return
      }
      this.#open.delete(accountNumber)
      this.#closed.set(accountNumber, compactBytes(state))
    }
  }
}

/** Bytes of their own: as encoded, they keep the whole buffer that they were written to. */
function compactBytes(state: AccountState): Uint8Array {
  return encodeAccountState(state).slice()
}
