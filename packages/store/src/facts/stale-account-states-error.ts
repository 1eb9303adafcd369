import type { AccountRef } from './account-ref.ts'

/** States that a batch needs are of an older layout, or missing although there are payments: they have to be rebuilt from these. */
export class StaleAccountStatesError extends Error {
  override readonly name = 'StaleAccountStatesError'
  readonly accounts: readonly AccountRef[]

  constructor(accounts: readonly AccountRef[]) {
    super(`${accounts.length} account states have to be rebuilt`)
    this.accounts = accounts
  }
}
