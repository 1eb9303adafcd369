import type { Payment } from './payment.ts'

/** Settlement was completed on the creditor's account. Source: ISO 20022 external code set ExternalPaymentTransactionStatus1Code. */
export const SETTLED_STATUSES: readonly string[] = ['ACCC']

/** A status report that says nothing of the status; whether the payment was settled cannot be told. */
export class MissingStatusError extends Error {
  override readonly name = 'MissingStatusError'

  constructor() {
    super('The message carries no transaction status')
  }
}

/**
 * How far the payment of a message is: `settled` or `not-settled` by its status report, `prospective` when the message only asks for it, so
 * that it can still be stopped. A prospective payment is judged as if it would settle.
 * @throws MissingStatusError for a status report without a status
 */
export function settlementOf(payment: Payment): 'settled' | 'not-settled' | 'prospective' {
  if (payment.transactionType !== 'pacs.002.001.12') {
    return 'prospective'
  }
  if (payment.status === undefined) {
    throw new MissingStatusError()
  }
  return SETTLED_STATUSES.includes(payment.status) ? 'settled' : 'not-settled'
}

/** Debtor and creditor are one account: a mistake in the data, of which no history is kept. */
export function isSelfTransfer({ instruction }: Pick<Payment, 'instruction'>): boolean {
  return instruction.debtor.accountId === instruction.creditor.accountId
}
