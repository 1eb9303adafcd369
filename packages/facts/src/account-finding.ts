/** A payment of an account on which a finding was committed. */
export interface AccountFinding {
  readonly endToEndId: string
  /** Event time of the message that was judged; the earlier one, where both messages of the payment were found. */
  readonly atMs: number
  /** The account on the payment's other side. */
  readonly counterpartyAccountId: string
}

/** Orders findings newest first, those of one moment by EndToEndId: as the store reads them. */
export function compareFindings(left: AccountFinding, right: AccountFinding): number {
  if (left.atMs !== right.atMs) {
    return right.atMs - left.atMs
  }
  return left.endToEndId < right.endToEndId ? 1 : -1
}
