/** The two sides of a payment. */
export type PartySide = 'debtor' | 'creditor'
