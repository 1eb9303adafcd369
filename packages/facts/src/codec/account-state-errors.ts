/** The state was written in an older layout: it has to be rebuilt from the payments on record. */
export class OutdatedAccountStateError extends Error {
  override readonly name = 'OutdatedAccountStateError'

  constructor(version: number) {
    super(`The account state has the layout ${version}, which is no longer read`)
  }
}

/** The bytes are no account state, or one of a layout that this program does not know. */
export class UndecodableAccountStateError extends Error {
  override readonly name = 'UndecodableAccountStateError'

  constructor(problem: string) {
    super(`The account state cannot be read: ${problem}`)
  }
}
