/** A name that the account was given in a settled payment, on either side; `tag` stands for it. */
export interface AccountName {
  readonly tag: number
  /** Event time of the first of these payments. */
  readonly firstMs: number
}

/** Earlier first; in the same millisecond by tag, so that a bounded list holds the same names in whatever order payments come. */
export function compareNames(left: AccountName, right: AccountName): number {
  return left.firstMs - right.firstMs || left.tag - right.tag
}
