/** A payment of an account on which a counted alert was committed. */
export interface AccountAlert {
  readonly endToEndId: string
  /** Event time of the message that was judged; the earlier one, where both messages of the payment alerted. */
  readonly atMs: number
  /** The account on the payment's other side. */
  readonly counterpartyAccountId: string
}

/** Orders alerts newest first, those of one moment by EndToEndId: as the store reads them. */
export function compareAlerts(left: AccountAlert, right: AccountAlert): number {
  if (left.atMs !== right.atMs) {
    return right.atMs - left.atMs
  }
  return left.endToEndId < right.endToEndId ? 1 : -1
}
