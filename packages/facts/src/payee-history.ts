/** What is known of payments from one debtor account to one creditor account over their life: a row of its own. */
export interface PayeeHistory {
  readonly count: number
  readonly firstMs: number
  readonly lastMs: number
}

/** With one more payment, in whatever order they come. */
export function addToPayeeHistory(before: PayeeHistory | undefined, atMs: number): PayeeHistory {
  return before === undefined
    ? { count: 1, firstMs: atMs, lastMs: atMs }
    : {
        count: before.count + 1,
        firstMs: Math.min(before.firstMs, atMs),
        lastMs: Math.max(before.lastMs, atMs),
      }
}
