/** An account, anywhere. */
export interface AccountRef {
  readonly tenantId: string
  readonly accountId: string
}

/** Identifies an account among those of all tenants. Identifiers never contain U+0000: PostgreSQL could not hold it. */
export function accountKey({ tenantId, accountId }: AccountRef): string {
  return `${tenantId}\u0000${accountId}`
}

/** In the order in which rows are locked: that of the bytes, which is that of code points. */
export function compareAccounts(left: AccountRef, right: AccountRef): number {
  return (
    Buffer.compare(Buffer.from(left.tenantId), Buffer.from(right.tenantId)) ||
    Buffer.compare(Buffer.from(left.accountId), Buffer.from(right.accountId))
  )
}
